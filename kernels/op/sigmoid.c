/* SPDX-License-Identifier: MIT
 * sigmoid - evaluated as {1 or t} / (1 + t) with t = e^-|x|, which cannot overflow on either side: 7v
 * (exact.h), 4v in the reference.
 * fast: 2.444 ulp in all, tried on all 2^32 floats. */
#include "exact.h"
#include "fast.h"
#include "unary.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run(a, lo, hi, exact_sigmoid);
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run_fast(a, lo, hi, fast_sigmoid);
}

static void core(const float *x, double *y, size_t n)
{
    unary_core(x, y, n, exact_sigmoid);
}

const struct gradus_op GRADUS_ROW(sigmoid) = {
    .name = "sigmoid",
    .formula = "y = 1 / (1 + e^-x)",
    .cite = "F12",
    .axes = "n",
    .operand = {{"x", "n", GRADUS_IN, .lo = -105, .hi = 90}, {"y", "n", GRADUS_OUT}},
    .flops = "4n",
    .grad = {&GRADUS_ROW(sigmoid_derivative), &GRADUS_ROW(sigmoid_derivative_y)},
    .core = core,
    .impl = {{"exact", NULL, "11v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "1.95", {{fast, 'n', ROW_GRAIN}}}},
};
