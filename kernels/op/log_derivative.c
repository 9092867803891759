/* SPDX-License-Identifier: MIT
 * log_derivative - one division: the float nearest to 1 / x. For x < 0, where ln x is NaN, it is still 1 / x. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = 1 / x[i];
}

const struct gradus_op GRADUS_ROW(log_derivative) = {
    .name = "log_derivative",
    .formula = "dx = 1 / x",
    .cite = "F23",
    .axes = "n",
    .operand = {{"x", "n", .lo = 0.000001, .hi = 1000000}, {"dx", "n", GRADUS_OUT}},
    .flops = "n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
