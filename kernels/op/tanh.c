/* SPDX-License-Identifier: MIT
 * tanh - e / (e + 2) with e = e^2|x| - 1, odd bit for bit. 7v here (exact.h), 4v in the reference.
 * fast: 1.981 ulp in all, tried on all 2^32 floats. */
#include "exact.h"
#include "fast.h"
#include "unary.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run(a, lo, hi, exact_tanh);
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run_fast(a, lo, hi, fast_tanh);
}

static void core(const float *x, double *y, size_t n)
{
    unary_core(x, y, n, exact_tanh);
}

const struct gradus_op GRADUS_ROW(tanh) = {
    .name = "tanh",
    .formula = "y = (1 - e^-2x) / (1 + e^-2x)",
    .cite = "F13",
    .axes = "n",
    .operand = {{"x", "n", .lo = -11, .hi = 11}, {"y", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(tanh_derivative), &GRADUS_ROW(tanh_derivative_y)},
    .core = core,
    .impl = {{"exact", NULL, "11v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "1.49", {{fast, 'n', ROW_GRAIN}}}},
};
