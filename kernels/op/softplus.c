/* SPDX-License-Identifier: MIT
 * softplus - the smooth relu, as max(x, 0) + ln(1 + t) with t = e^-|x|. 7v here (exact.h), 5v in the reference. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)exact_softplus(x[i]);
}

const struct gradus_op GRADUS_ROW(softplus) = {
    .name = "softplus",
    .formula = "y = ln(1 + e^x)",
    .cite = "F14",
    .axes = "n",
    .operand = {{"x", "n", .lo = -106, .hi = 91}, {"y", "n", GRADUS_OUT}},
    .flops = "3n",
    .grad = {&GRADUS_ROW(softplus_derivative)},
    .impl = {{"exact", NULL, "12v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
