/* SPDX-License-Identifier: MIT
 * log - in double, rounded once; 3v here (exact.h), 2v in the reference.
 * fast: 1.298 ulp in all, tried on all 2^32 floats. */
#include "exact.h"
#include "fast.h"
#include "unary.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run(a, lo, hi, exact_log_float);
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run_fast(a, lo, hi, fast_log);
}

static void core(const float *x, double *y, size_t n)
{
    unary_core(x, y, n, exact_log_float);
}

const struct gradus_op GRADUS_ROW(log) = {
    .name = "log",
    .formula = "y = ln x",
    .cite = "F23",
    .axes = "n",
    .operand = {{"x", "n", .lo = 0.000001, .hi = 1000000}, {"y", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(log_derivative)},
    .core = core,
    .impl = {{"exact", NULL, "5v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "0.8", {{fast, 'n', ROW_GRAIN}}}},
};
