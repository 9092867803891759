/* SPDX-License-Identifier: MIT
 * sigmoid_derivative - t / (1 + t)^2 with t = e^-|x|, even bit for bit. t is good to 2v, two sums, a square and a
 * division add 4v: 6v here, as much in the reference. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = (float)exact_sigmoid_derivative(x[i]);
}

const struct gradus_op GRADUS_ROW(sigmoid_derivative) = {
    .name = "sigmoid_derivative",
    .formula = "dx = f (1 - f), f = 1 / (1 + e^-x)",
    .cite = "F12",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"dx", "n", GRADUS_OUT}},
    .flops = "6n",
    .impl = {{"exact", NULL, "12v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
