/* SPDX-License-Identifier: MIT
 * test_run.c - chunks, passes, fences and teams. */
#include "gradus.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { LONG = 1000 };

static void count_visit(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *visits = a->p[0];
    for (size_t i = lo; i < hi; i++)
        visits[i]++;
}

static void mark_part(const struct gradus_args *a, size_t lo, size_t hi)
{
    ((double *)a->p[1])[lo / a->chunk] = (double)(hi - lo);
    count_visit(a, lo, hi);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    double sum = 0;
    for (size_t i = 0; i < a->parts; i++)
        sum += ((double *)a->p[1])[i];
    *(float *)a->p[2] = (float)(sum + (double)lo + (double)(hi - 1));
}

static const struct gradus_op VISIT = {
    .name = "visit",
    .axes = "n",
    .operand = {{"visits", "n", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}, {"sum", "", GRADUS_OUT}},
    .impl = {{"exact", "n <= 1000", "0", {{mark_part, 'n', 7}, {join}}}, {"one", NULL, "0", {{count_visit, 'n', 0}}}},
};

static void timed(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    k[0] = hyper[0] * (double)t + (double)dim[0];
}

static const struct gradus_op TIMED = {.name = "timed",
                                       .axes = "n",
                                       .operand = {{"x", "n", GRADUS_INOUT}},
                                       .hyper = {{"a", 0.5}},
                                       .constants = timed,
                                       .timed = true,
                                       .impl = {{"exact", NULL, "0", {{count_visit, 'n', 3}}}}};

static void expect_walk(size_t n, int threads, bool forced)
{
    float visits[LONG] = {0}, sum = -1;
    double work[LONG] = {0};
    struct gradus_call call;
    struct gradus_team team = {.threads = threads};
    cr_assert_eq(gradus_call_init(&call, &VISIT, NULL, &n, (void *[]){visits, work, &sum}, NULL, 1), GRADUS_OK);
    if (forced)
        gradus_run_forced(&call, 1, &team);
    else
        gradus_run(&call, 1, &team);
    for (size_t i = 0; i < LONG; i++)
        cr_assert_eq(visits[i], i < n, "n=%zu, %d threads: element %zu is visited %g times", n, threads, i,
                     (double)visits[i]);
    cr_expect_eq(sum, (float)n, "n=%zu, %d threads: the parts add up to %g", n, threads, (double)sum);
}

Test(run, every_element_is_visited_once_by_every_team)
{
    const size_t sizes[] = {1, 6, 7, 8, 13, 14, 15, 49, 50, 999, 1000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (int threads = 1; threads <= 5; threads++) {
            expect_walk(sizes[i], threads, false);
            expect_walk(sizes[i], threads, true);
        }
}

Test(run, more_threads_than_chunks)
{
    expect_walk(8, 16, true);
}

Test(run, call_init_checks_sizes_and_names)
{
    struct gradus_call call;
    cr_expect_eq(gradus_call_init(&call, &VISIT, NULL, (size_t[]){0}, NULL, NULL, 1), GRADUS_INVALID);
    cr_expect_eq(gradus_call_init(&call, &VISIT, "no such", (size_t[]){5}, NULL, NULL, 1), GRADUS_INVALID);
    cr_expect_eq(gradus_call_init(&call, &VISIT, "exact", (size_t[]){1001}, NULL, NULL, 1), GRADUS_INVALID);
    cr_expect_eq(gradus_call_init(&call, &VISIT, NULL, (size_t[]){1001}, NULL, NULL, 1), GRADUS_OK);
    cr_expect_str_eq(call.impl->name, "one", "the first that fits");
    cr_expect(call.fence);
    cr_expect_eq(call.pass[0].chunks, 1, "no grain: not cut");
}

Test(run, constants_follow_hyper_and_time)
{
    struct gradus_call call;
    gradus_call_init(&call, &TIMED, NULL, (size_t[]){4}, NULL, NULL, 2);
    cr_expect_eq(call.a.k[0], 5);
    gradus_call_time(&call, 10);
    cr_expect_eq(call.a.k[0], 9);
    gradus_call_init(&call, &TIMED, NULL, (size_t[]){4}, NULL, (double[]){3}, 1);
    cr_expect_eq(call.a.k[0], 7);
    cr_expect_eq(call.hyper[0], 3);
    gradus_call_init(&call, &VISIT, NULL, (size_t[]){4}, NULL, NULL, 1);
    cr_expect_eq(call.a.k[0], 0);
}

/* y_i = x_(n - 1 - i) + 1: with several chunks a thread reads what another wrote. */
static void mirror(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
    for (size_t i = lo; i < hi; i++)
        y[i] = x[a->dim[0] - 1 - i] + 1;
}

static const struct gradus_op MIRROR = {.name = "mirror",
                                        .axes = "n",
                                        .operand = {{"x", "n"}, {"y", "n", GRADUS_OUT}},
                                        .impl = {{"exact", NULL, "0", {{mirror, 'n', 1}}}}};

Test(run, fences_are_kept)
{
    enum { CALLS = 50, N = 64 };
    static float buffer[2][N];
    static struct gradus_call list[CALLS];
    size_t n = N;
    for (int threads = 1; threads <= 4; threads++) {
        memset(buffer, 0, sizeof buffer);
        for (size_t c = 0; c < CALLS; c++)
            gradus_call_init(&list[c], &MIRROR, NULL, &n, (void *[]){buffer[c % 2], buffer[(c + 1) % 2]}, NULL, 1);
        gradus_run_forced(list, CALLS, &(struct gradus_team){.threads = threads});
        for (size_t i = 0; i < N; i++)
            cr_assert_eq(buffer[CALLS % 2][i], CALLS, "%d threads: element %zu is %g", threads, i,
                         (double)buffer[CALLS % 2][i]);
    }
}
