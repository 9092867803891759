/* SPDX-License-Identifier: MIT
 * sigmoid_derivative_y - one fused multiply-add in double: y is a float, so y - y y is rounded once there. At +inf,
 * where that would be inf - inf, it is y (1 - y) = -inf. */
#include "row.h"

#include <math.h>

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *y = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = (float)fma(-(double)y[i], y[i], y[i] == INFINITY ? 0 : y[i]);
}

const struct gradus_op GRADUS_ROW(sigmoid_derivative_y) = {
    .name = "sigmoid_derivative_y",
    .formula = "dx = y (1 - y)",
    .cite = "F12",
    .axes = "n",
    .operand = {{"y", "n", GRADUS_IN, .lo = 0, .hi = 1}, {"dx", "n", GRADUS_OUT}},
    .flops = "2n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
