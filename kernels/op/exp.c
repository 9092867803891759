/* SPDX-License-Identifier: MIT
 * exp - in double, rounded once; 2v here (exact.h), as much in the reference. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)exact_exp(x[i]);
}

const struct gradus_op GRADUS_ROW(exp) = {
    .name = "exp",
    .formula = "y = e^x",
    .cite = "F12",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"y", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(exp_derivative)},
    .impl = {{"exact", NULL, "4v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
