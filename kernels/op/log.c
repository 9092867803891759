/* SPDX-License-Identifier: MIT
 * log - in double, rounded once; 3v here (exact.h), 2v in the reference. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)exact_log(x[i]);
}

const struct gradus_op GRADUS_ROW(log) = {
    .name = "log",
    .formula = "y = ln x",
    .cite = "F23",
    .axes = "n",
    .operand = {{"x", "n", .lo = 0.000001, .hi = 1000000}, {"y", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(log_derivative)},
    .impl = {{"exact", NULL, "5v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
