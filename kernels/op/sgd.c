/* SPDX-License-Identifier: MIT
 * sgd - lr g is exact in double, so w - lr g is rounded once there, in the reference as here. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0];
    const float *g = a->p[1];
    double lr = *(const float *)a->p[2];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        w[i] = (float)(w[i] - lr * g[i]);
}

const struct gradus_op GRADUS_ROW(sgd) = {
    .name = "sgd",
    .formula = "w' = w - lr g",
    .cite = "F33, p32_sgd",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT}, {"g", "n"}, {"lr", "", .lo = 0.001, .hi = 1}},
    .flops = "2n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
