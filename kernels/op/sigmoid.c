/* SPDX-License-Identifier: MIT
 * sigmoid - evaluated as {1 or t} / (1 + t) with t = e^-|x|, which cannot overflow on either side. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)exact_sigmoid(x[i]);
}

const struct gradus_op GRADUS_ROW(sigmoid) = {
    .name = "sigmoid",
    .formula = "y = 1 / (1 + e^-x)",
    .cite = "F12",
    .axes = "n",
    .operand = {{"x", "n", GRADUS_IN, .lo = -105, .hi = 90}, {"y", "n", GRADUS_OUT}},
    .flops = "4n",
    .grad = {&GRADUS_ROW(sigmoid_derivative), &GRADUS_ROW(sigmoid_derivative_y)},
    .impl = {{"exact", NULL, "8v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
