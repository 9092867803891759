/* SPDX-License-Identifier: MIT
 * relu_grad - the chain rule through relu in one pass. A product, as in the chain: 0 times an infinite dy is NaN. */
#include "row.h"
#include "slope.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0], *dy = a->p[1];
    float *dx = a->p[2];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = dy[i] * slope_at(x[i], 0);
}

const struct gradus_op GRADUS_ROW(relu_grad) = {
    .name = "relu_grad",
    .formula = "dx = dy if x > 0 else 0 dy",
    .cite = "F14 (I-6)",
    .axes = "n",
    .operand = {{"x", "n"}, {"dy", "n"}, {"dx", "n", GRADUS_OUT}},
    .flops = "2n",
    .fuses = {&GRADUS_ROW(relu_derivative), &GRADUS_ROW(multiply)},
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
