/* SPDX-License-Identifier: MIT
 * relu - written with <= so that -0 becomes +0 and a NaN goes through. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = x[i] <= 0 ? 0 : x[i];
}

const struct gradus_op GRADUS_ROW(relu) = {
    .name = "relu",
    .formula = "y = max(x, 0)",
    .cite = "F14",
    .axes = "n",
    .operand = {{"x", "n"}, {"y", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(relu_derivative), &GRADUS_ROW(relu_derivative_y)},
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
