/* SPDX-License-Identifier: MIT
 * tanh - e / (e + 2) with e = e^2|x| - 1, odd bit for bit. 6v here (exact.h), 4v in the reference. */
#include "exact.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)exact_tanh(x[i]);
}

const struct gradus_op GRADUS_ROW(tanh) = {
    .name = "tanh",
    .formula = "y = (1 - e^-2x) / (1 + e^-2x)",
    .cite = "F13",
    .axes = "n",
    .operand = {{"x", "n", .lo = -11, .hi = 11}, {"y", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(tanh_derivative), &GRADUS_ROW(tanh_derivative_y)},
    .impl = {{"exact", NULL, "10v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
