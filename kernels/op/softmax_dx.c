/* SPDX-License-Identifier: MIT
 * softmax_dx - the gradient of softmax from its result. The products in the sum are exact; adding them costs n / 16 + 4
 * roundings, difference and product one each, 2v more in the reference. */
#include "block.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    for (size_t i = lo; i < hi; i++) {
        const float *y = (const float *)a->p[0] + i * n, *dy = (const float *)a->p[1] + i * n;
        float *dx = (float *)a->p[2] + i * n;
        double lane[BLOCK] = {0};
        for (size_t j = 0; j < n; j += BLOCK) {
            float copy[2][BLOCK];
            const float *u = block_in(dy + j, n - j, copy[0], 0), *v = block_in(y + j, n - j, copy[1], 0);
#pragma omp simd
            for (size_t l = 0; l < BLOCK; l++)
                lane[l] += (double)u[l] * (double)v[l];
        }
        double sum = block_sum(lane);
#pragma omp simd
        for (size_t j = 0; j < n; j++)
            dx[j] = (float)((dy[j] - sum) * y[j]);
    }
}

const struct gradus_op GRADUS_ROW(softmax_dx) = {
    .name = "softmax_dx",
    .formula = "dx_j = (dy_j - sum_i dy_i y_i) y_j",
    .cite = "F25, F38",
    .axes = "mn",
    .operand = {{"y", "mn", .lo = 0, .hi = 1}, {"dy", "mn"}, {"dx", "mn", GRADUS_OUT}},
    .flops = "4mn",
    .impl = {{"exact", NULL, "(n / 16 + 8)v", {{run, 'm', ROW_GRAIN}}}},
};
