/* SPDX-License-Identifier: MIT
 * test_load.c - the streams that limits are measured with touch every float they count, and no other. */
#include "roof/load.h"

#include <criterion/criterion.h>
#include <string.h>

enum { FLOATS = 1000, ARRAYS = 4 };

/* What stands in place k of array i; no sum without carry of a few is another. */
static uint32_t old(size_t k, int i)
{
    uint32_t x = (uint32_t)k * 2654435761U + (uint32_t)i * 40503U + 1;
    return (x ^ x >> 15) * 2246822519U;
}

static void fill(const struct load_arena *arena, void *const *p, int arrays)
{
    for (int i = 0; i < arrays; i++)
        for (size_t k = 0; k < arena->floats; k++)
            ((uint32_t *)p[i])[k] = old(k, i);
}

static size_t changed(const uint32_t *p, size_t floats, int i)
{
    size_t n = 0;
    for (size_t k = 0; k < floats; k++)
        n += p[k] != old(k, i);
    return n;
}

static void expect_stream(const struct load_arena *arena, const char *isa, enum kernels_mix mix,
                          enum kernels_store store, int threads)
{
    const struct kernels_arrays *n = &kernels_arrays[mix];
    const int arrays = n->in + n->out + n->inout;
    struct load l = load_stream(arena, isa, mix, store, FLOATS, threads);
    const size_t length = load_floats(FLOATS, threads);
    cr_assert(length >= FLOATS && length <= arena->floats);
    cr_expect_eq(l.work, l.call.a.k[0] * (double)length * 4 * (n->in + n->out + 2 * n->inout));
    l.call.a.k[0] = 1; /* twice would restore what it has changed */
    fill(arena, l.call.a.p, arrays);
    load_run(&l, 1);
    for (int i = 0; i < arrays; i++) {
        size_t touched = changed(l.call.a.p[i], length, i), beyond = changed(l.call.a.p[i], arena->floats, i) - touched;
        cr_expect_eq(touched, i < n->in ? 0 : length, "%s, mix %d, stores %d, threads %d, array %d: %zu of %zu", isa,
                     mix, store, threads, i, touched, length);
        cr_expect_eq(beyond, 0);
    }
}

Test(load, streams_touch_what_they_count)
{
    struct load_arena arena;
    cr_assert_eq(gradus_start(NULL, NULL), GRADUS_OK);
    cr_assert(load_arena_new(&arena, 3 * FLOATS, ARRAYS, 3));
    for (int i = 0; gradus_isa_at(i); i++) {
        const struct kernels *k = kernels_find(gradus_isa_at(i));
        cr_assert(k && k->peak_flops > 0);
        for (enum kernels_mix m = 0; m < KERNELS_MIXES; m++)
            for (enum kernels_store s = 0; s < KERNELS_STORES; s++)
                for (int threads = 1; threads <= 3 && k->stream[m][s]; threads++)
                    expect_stream(&arena, k->isa, m, s, threads);
    }
    load_arena_free(&arena);
}

/* Chains of x = x / 2 + 1 end at 2, and twelve are added up. */
Test(load, peak_multiplies_and_adds)
{
    struct load_arena arena;
    cr_assert(load_arena_new(&arena, 1, 1, 1));
    for (int i = 0; gradus_isa_at(i); i++)
        for (int threads = 1; threads <= 2; threads++) {
            struct load l = load_peak(&arena, gradus_isa_at(i), threads);
            memset(l.call.a.p[0], 0, KERNELS_SINK * 2);
            load_run(&l, 1);
            for (int t = 0; t < threads; t++)
                cr_expect_eq(((float *)l.call.a.p[0])[t * 16], 24, "%s", gradus_isa_at(i));
        }
    load_arena_free(&arena);
}

Test(load, there_are_no_other_sets)
{
    cr_expect_null(kernels_find("v5"));
    cr_expect_str_eq(kernels_find("plain")->isa, "plain");
}
