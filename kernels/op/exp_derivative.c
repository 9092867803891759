/* SPDX-License-Identifier: MIT
 * exp_derivative - e^x again; the bound is that of exp.
 * fast: 1.022 ulp in all, tried on all 2^32 floats. */
#include "exact.h"
#include "fast.h"
#include "unary.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run(a, lo, hi, exact_exp);
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run_fast(a, lo, hi, fast_exp);
}

static void core(const float *x, double *y, size_t n)
{
    unary_core(x, y, n, exact_exp);
}

const struct gradus_op GRADUS_ROW(exp_derivative) = {
    .name = "exp_derivative",
    .formula = "dx = e^x",
    .cite = "F12",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"dx", "n", GRADUS_OUT}},
    .flops = "n",
    .core = core,
    .impl = {{"exact", NULL, "7v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "0.53", {{fast, 'n', ROW_GRAIN}}}},
};
