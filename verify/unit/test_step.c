/* SPDX-License-Identifier: MIT
 * test_step.c - a training step allocates nothing: this program's own malloc counts who asks. */
#include "buffer.h"
#include "gradus.h"

#include <criterion/criterion.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
Test(step, allocates_nothing, .disabled = true) /* AddressSanitizer has a malloc of its own */
{
}
#else
/* The loader prefers the program's malloc to the C library's, for the library under test, OpenBLAS and OpenMP too. */
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
void *malloc(size_t size);
void *calloc(size_t n, size_t size);
void *realloc(void *p, size_t size);
void *aligned_alloc(size_t alignment, size_t size);

static atomic_long allocations;

void *malloc(size_t size)
{
    allocations++;
    return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    allocations++;
    return __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    allocations++;
    return __libc_realloc(p, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    allocations++;
    return __libc_memalign(alignment, size);
}

/* Rows enough for a team. Without fused multiply-adds layers must be small to be ours: OpenBLAS' own kernels for small
 * matrices allocate on AVX-512. */
enum { BATCH = 2048, ROWS = 5000, INPUTS = 20, WIDE = 80, NARROW = 16, CLASSES = 10 };

static void expect_no_allocation(const char *optimizer, int threads)
{
    static struct gradus_net net;
    static float x[ROWS * INPUTS];
    static int32_t label[ROWS];
    size_t hidden = strcmp(gradus_isa(), "plain") == 0 ? NARROW : WIDE;
    struct gradus_model model = {.layers = 3,
                                 .width = {INPUTS, hidden, 12, CLASSES},
                                 .bias = true,
                                 .activation = "tanh",
                                 .loss = "softmax_cross_entropy",
                                 .labels = true,
                                 .l1 = 1e-4,
                                 .l2 = 1e-4};
    struct gradus_training training = {
        .optimizer = optimizer, .lr = 0.01, .lr_decay = 0.9, .lr_step = 1, .batch = BATCH, .rows = ROWS, .test = ROWS};
    for (int i = 0; i < GRADUS_HYPERS; i++)
        training.hyper[i] = gradus_find(optimizer)->hyper[i].value;
    struct gradus_team team = {.threads = threads, .flush_denormals = threads > 1};
    cr_assert_eq(gradus_net_plan(&net, &model, &training), GRADUS_OK);
    struct buffer arena = buffer_new(net.arena_bytes);
    gradus_net_bind(&net, arena.p);
    for (size_t i = 0; i < net.parameters; i++)
        net.w[i] = (float)(i % 17) / 100 - 0.08f;
    for (size_t i = 0; i < ROWS * INPUTS; i++)
        x[i] = (float)(i % 13) / 13;
    long before = 0;
    for (int step = 0; step < 12; step++) {
        if (step == 2) /* by now the team stands */
            before = allocations;
        gradus_net_step(&net, &net.list[0], x, label, step, &team);
        gradus_net_step(&net, &net.list[1], x + 2 * BATCH * INPUTS, label, step, &team);
        gradus_net_evaluate(&net, x, label, &team);
    }
    cr_expect_eq(allocations, before, "%s with %d threads: %ld allocations in ten steps", optimizer, threads,
                 allocations - before);
    buffer_free(&arena);
}

Test(step, allocates_nothing)
{
    const char *why = NULL;
    void *counted = malloc(1);
    cr_assert_gt(allocations, 0, "this program's malloc is not the one that is called");
    free(counted);
    cr_assert_eq(gradus_start(NULL, &why), GRADUS_OK, "%s", why);
    static const char *const optimizers[] = {"sgd", "sgdm", "adagrad", "rmsprop", "adam"};
    for (size_t i = 0; i < sizeof optimizers / sizeof *optimizers; i++)
        for (int threads = 1; threads <= 3; threads++)
            expect_no_allocation(optimizers[i], threads);
}
#endif
