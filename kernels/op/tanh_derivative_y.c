/* SPDX-License-Identifier: MIT
 * tanh_derivative_y - one fused multiply-add: the float nearest to 1 - y y. */
#include "row.h"

#include <math.h>

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *y = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = fmaf(-y[i], y[i], 1);
}

const struct gradus_op GRADUS_ROW(tanh_derivative_y) = {
    .name = "tanh_derivative_y",
    .formula = "dx = 1 - y^2",
    .cite = "F13",
    .axes = "n",
    .operand = {{"y", "n"}, {"dx", "n", GRADUS_OUT}},
    .flops = "2n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
