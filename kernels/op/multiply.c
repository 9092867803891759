/* SPDX-License-Identifier: MIT
 * multiply - the chain rule through an elementwise operation whose derivative is d. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *dy = a->p[0], *d = a->p[1];
    float *dx = a->p[2];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = dy[i] * d[i];
}

const struct gradus_op GRADUS_ROW(multiply) = {
    .name = "multiply",
    .formula = "dx = dy d",
    .cite = "F8",
    .axes = "n",
    .operand = {{"dy", "n"}, {"d", "n"}, {"dx", "n", GRADUS_OUT}},
    .flops = "n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
