/* SPDX-License-Identifier: MIT
 * softplus_derivative - the sigmoid; the bound is that of sigmoid.
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

const struct gradus_op GRADUS_ROW(softplus_derivative) = {
    .name = "softplus_derivative",
    .formula = "dx = 1 / (1 + e^-x)",
    .cite = "F12, F14",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"dx", "n", GRADUS_OUT}},
    .flops = "4n",
    .core = core,
    .impl = {{"exact", NULL, "11v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "1.95", {{fast, 'n', ROW_GRAIN}}}},
};
