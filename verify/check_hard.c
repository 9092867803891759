/* SPDX-License-Identifier: MIT
 * check_hard.c - the inputs that are hardest to round, data/hard/OP.csv, as the exhaustive check found them among all
 * floats: their exact value lies within 2^-42 of where the rounding turns. A kernel whose double is good to 2^-42 and
 * that rounds these right rounds all 2^32 right; MPFR says what right is. */
#include "checks.h"
#include "compare.h"
#include "csv.h"
#include "dataset.h"
#include "judge.h"
#include "survey.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

/* Implementations that promise the nearest float; what promises the reference's bits has nothing that is hard. */
static bool is_hard(const struct verify_options *options, const struct gradus_op *op, const struct gradus_impl *impl)
{
    double bound = judge_bound(op, impl, (const size_t[GRADUS_AXES]){1});
    return verify_wants(options, impl) && bound != 0 && judge_promises_nearest(bound);
}

static uint64_t hard_impls(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t n = 0;
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        n += is_hard(options, op, &op->impl[k]);
    return n;
}

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    return survey_applies(op) && hard_impls(options, op) > 0;
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return 1 + hard_impls(options, op);
}

/* All inputs as the elements of one call. */
static void run_impl(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl, const float *x,
                     float *y, size_t n)
{
    struct gradus_args args = {.p = {(void *)(uintptr_t)x, y}, .dim = {n}, .chunk = n, .parts = 1};
    size_t wrong = 0, first = 0;
    float right = 0;
    impl->pass[0].run(&args, 0, n);
    for (size_t i = 0; i < n; i++) {
        float nearest = truth_nearest(truth_of(op->name), (double)x[i], 0);
        if (!compare_same_bits(y[i], (double)nearest) && wrong++ == 0) {
            first = i;
            right = nearest;
        }
    }
    mpfr_free_cache();
    verify_expect(v, wrong == 0,
                  "%s: %zu of %zu hard floats misrounded, such as x = %a: got %a want %a   verify --op %s --check hard "
                  "--impl %s",
                  impl->name, wrong, n, (double)x[first], (double)y[first], (double)right, op->name, impl->name);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    char file[128], path[PATH_MAX], error[PATH_MAX + 200] = "";
    struct csv table = {0};
    snprintf(file, sizeof file, "hard/%s.csv", op->name);
    bool found = dataset_path(file, path, sizeof path);
    bool good = found && csv_read(path, &table, error, sizeof error) && table.cols == 1;
    size_t n = table.rows;
    float *x = malloc((n + 1) * sizeof *x), *y = malloc((n + 1) * sizeof *y);
    for (size_t i = 0; x && good && i < n; i++) {
        x[i] = (float)table.value[i];
        good = (double)x[i] == table.value[i];
    }
    verify_expect(v, good && x && y, "%s", found ? error : path);
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        if (is_hard(v->options, op, &op->impl[k]) && x && y)
            run_impl(v, op, &op->impl[k], x, y, good ? n : 0);
    free(x);
    free(y);
    csv_free(&table);
}

const struct check check_hard = {
    .name = "hard",
    .about = "the nearest float for the inputs hardest to round (data/hard)",
    .applies = applies,
    .expected = expected,
    .run = run,
};
