/* SPDX-License-Identifier: MIT
 * check_hard.c - the inputs that are hardest to round, data/hard/OP.csv, as the exhaustive check found them among all
 * floats: their exact value lies within 2^-45 of where the rounding turns. A kernel whose double is good to 2^-50 and
 * that rounds these right rounds all 2^32 right; MPFR says what right is. */
#include "checks.h"
#include "compare.h"
#include "csv.h"
#include "dataset.h"
#include "oracle/truth.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows that promise the reference's bits have nothing that is hard. */
static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return gradus_operands(op) == 2 && truth_of(op->name) && strcmp(op->impl[0].ulp, "0") != 0;
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return 1 + verify_impls(options, op);
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
        if (verify_wants(v->options, &op->impl[k]) && x && y)
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
