/* SPDX-License-Identifier: MIT
 * tanh_derivative - 4 t / (1 + t)^2 with t = e^-2|x|, even bit for bit. t is good to 5v, two sums, a square and a
 * division add 4v: 9v here, 6v in the reference.
 * fast: 2.420 ulp in all, tried on all 2^32 floats. */
#include "exact.h"
#include "fast.h"
#include "unary.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run(a, lo, hi, exact_tanh_derivative);
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run_fast(a, lo, hi, fast_tanh_derivative);
}

static void core(const float *x, double *y, size_t n)
{
    unary_core(x, y, n, exact_tanh_derivative);
}

const struct gradus_op GRADUS_ROW(tanh_derivative) = {
    .name = "tanh_derivative",
    .formula = "dx = 1 - f^2, f = tanh x",
    .cite = "F13",
    .axes = "n",
    .operand = {{"x", "n", .lo = -55, .hi = 55}, {"dx", "n", GRADUS_OUT}},
    .flops = "3n",
    .core = core,
    .impl = {{"exact", NULL, "15v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "1.92", {{fast, 'n', ROW_GRAIN}}}},
};
