/* SPDX-License-Identifier: MIT
 * leaky_relu - selected on x > 0: max(alpha x, x) is something else for alpha > 1. One product in double, the reference
 * makes the same one. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
    double alpha = a->k[0];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)(x[i] > 0 ? x[i] : alpha * x[i]);
}

const struct gradus_op GRADUS_ROW(leaky_relu) = {
    .name = "leaky_relu",
    .formula = "y = x if x > 0 else alpha x",
    .cite = "F15 (I-7)",
    .axes = "n",
    .operand = {{"x", "n"}, {"y", "n", GRADUS_OUT}},
    .hyper = {{"alpha", 0.2}},
    .flops = "2n",
    .grad = {&GRADUS_ROW(leaky_relu_derivative), &GRADUS_ROW(leaky_relu_derivative_y)},
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
