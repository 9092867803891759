/* SPDX-License-Identifier: MIT
 * exp_derivative - e^x again; the bound is that of exp. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = (float)exact_exp(x[i]);
}

const struct gradus_op GRADUS_ROW(exp_derivative) = {
    .name = "exp_derivative",
    .formula = "dx = e^x",
    .cite = "F12",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"dx", "n", GRADUS_OUT}},
    .flops = "n",
    .impl = {{"exact", NULL, "4v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
