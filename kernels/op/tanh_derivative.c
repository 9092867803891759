/* SPDX-License-Identifier: MIT
 * tanh_derivative - 4 t / (1 + t)^2 with t = e^-2|x|, even bit for bit. t is good to 5v, two sums, a square and a
 * division add 4v: 9v here, 6v in the reference. */
#include "exact.h"
#include "unary.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    unary_run(a, lo, hi, exact_tanh_derivative);
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
    .impl = {{"exact", NULL, "15v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
