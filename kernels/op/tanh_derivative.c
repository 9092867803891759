/* SPDX-License-Identifier: MIT
 * tanh_derivative - 4 t / (1 + t)^2 with t = e^-2|x|, even bit for bit. t is good to 2v, two sums, a square and a
 * division add 4v: 6v here, as much in the reference. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = (float)exact_tanh_derivative(x[i]);
}

const struct gradus_op GRADUS_ROW(tanh_derivative) = {
    .name = "tanh_derivative",
    .formula = "dx = 1 - f^2, f = tanh x",
    .cite = "F13",
    .axes = "n",
    .operand = {{"x", "n", .lo = -55, .hi = 55}, {"dx", "n", GRADUS_OUT}},
    .flops = "3n",
    .impl = {{"exact", NULL, "12v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
