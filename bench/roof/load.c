/* SPDX-License-Identifier: MIT
 * load.c - streams and multiply-adds, ready to run. */
#include "load.h"

#include <sys/mman.h>

enum {
    FLOATS = 1 << 23,    /* a run goes over so many, if need be again and again */
    PEAK = 64,           /* indices of the peak kernel for each thread: a hundred microseconds */
    HUGE_PAGE = 2 << 20, /* bytes of a huge page, to which the arrays are aligned */
    SINK = 4096 * KERNELS_SINK,
};

static size_t array_bytes(size_t floats)
{
    return (floats * sizeof(float) + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
}

static float *array(const struct load_arena *a, int i)
{
    uintptr_t first = ((uintptr_t)a->buffer.p + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    return (float *)(first + (size_t)i * array_bytes(a->floats));
}

static void *sink(const struct load_arena *a)
{
    return array(a, a->arrays);
}

size_t load_floats(size_t floats, int threads)
{
    size_t blocks = KERNELS_BLOCK * (size_t)threads;
    return (floats + blocks - 1) / blocks * blocks;
}

bool load_arena_new(struct load_arena *a, size_t floats, int arrays, int threads)
{
    *a = (struct load_arena){.floats = load_floats(floats, threads), .arrays = arrays};
    if (a->floats > SIZE_MAX / 8 / sizeof(float))
        return false;
    a->buffer = buffer_new((size_t)arrays * array_bytes(a->floats) + HUGE_PAGE + SINK);
    if (!a->buffer.p)
        return false;
    /* Where it is refused, pages stay small: the limit is then what small pages allow. */
    (void)madvise(a->buffer.map, a->buffer.mapped, MADV_HUGEPAGE);
    for (int i = 0; i < arrays; i++) {
        struct load touch = load_stream(a, gradus_isa(), KERNELS_WRITE, KERNELS_ORDINARY, a->floats, threads);
        touch.call.a.p[0] = array(a, i);
        touch.call.a.k[0] = 1;
        load_run(&touch, 1);
    }
    return true;
}

void load_arena_free(struct load_arena *a)
{
    buffer_free(&a->buffer);
}

static struct load new_load(gradus_kernel *run, size_t chunk, int threads)
{
    struct gradus_call call = {.pass = {{run, chunk * (size_t)threads, chunk, (size_t)threads}},
                               .fence = true,
                               .a = {.chunk = chunk, .parts = (size_t)threads}};
    return (struct load){.call = call, .team = {.threads = threads}};
}

struct load load_stream(const struct load_arena *a, const char *isa, enum kernels_mix mix, enum kernels_store store,
                        size_t floats, int threads)
{
    const struct kernels_arrays *n = &kernels_arrays[mix];
    const int arrays = n->in + n->out + n->inout;
    size_t length = load_floats(floats, threads), sweeps = FLOATS / (length * (size_t)arrays);
    struct load l = new_load(kernels_find(isa)->stream[mix][store], length / (size_t)threads, threads);
    for (int i = 0; i < arrays; i++)
        l.call.a.p[i] = array(a, i);
    l.call.a.p[arrays] = sink(a);
    l.call.a.k[0] = sweeps ? (double)sweeps : 1;
    l.work = l.call.a.k[0] * (double)length * (n->in + n->out + 2 * n->inout) * sizeof(float);
    return l;
}

struct load load_peak(const struct load_arena *a, const char *isa, int threads)
{
    const struct kernels *k = kernels_find(isa);
    struct load l = new_load(k->peak, PEAK, threads);
    l.call.a.p[0] = sink(a);
    l.call.a.k[0] = 0.5; /* the chains run to 2: no infinity, no denormal */
    l.call.a.k[1] = 1;
    l.work = k->peak_flops * PEAK * threads;
    return l;
}

void load_run(void *self, uint64_t iterations)
{
    const struct load *l = self;
    for (uint64_t i = 0; i < iterations; i++)
        if (l->team.threads > 1)
            gradus_run_forced(&l->call, 1, &l->team);
        else
            gradus_run(&l->call, 1, &l->team);
}
