/* SPDX-License-Identifier: MIT
 * softplus_derivative - the sigmoid; the bound is that of sigmoid. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = (float)exact_sigmoid(x[i]);
}

const struct gradus_op GRADUS_ROW(softplus_derivative) = {
    .name = "softplus_derivative",
    .formula = "dx = 1 / (1 + e^-x)",
    .cite = "F12, F14",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"dx", "n", GRADUS_OUT}},
    .flops = "4n",
    .impl = {{"exact", NULL, "8v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
