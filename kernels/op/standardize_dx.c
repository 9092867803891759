/* SPDX-License-Identifier: MIT
 * standardize_dx - the gradient of standardize, with mean and deviation computed from x again.
 * With s = (|x| + mean|x|) / std, y is good to (1.5 m + 6)v s (moments.h), mean(dy y) to (2.5 m + 8)v mean(|dy| s), its
 * product with y to (4 m + 15)v; mean(dy) to (m + 1)v mean|dy|; the deviation adds (m / 2 + 4)v of the whole. */
#include "moments.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t m = a->dim[0], n = a->dim[1];
    for (size_t j0 = lo; j0 < hi; j0 += MOMENTS_COLUMNS) {
        size_t columns = hi - j0 < MOMENTS_COLUMNS ? hi - j0 : MOMENTS_COLUMNS;
        const float *x = (const float *)a->p[0] + j0, *dy = (const float *)a->p[1] + j0;
        float *dx = (float *)a->p[2] + j0;
        struct moments of = moments_of(x, m, n, columns);
        double sum[MOMENTS_COLUMNS] = {0}, inner[MOMENTS_COLUMNS] = {0};
        for (size_t i = 0; i < m; i++)
#pragma omp simd
            for (size_t j = 0; j < columns; j++) {
                sum[j] += dy[i * n + j];
                inner[j] += dy[i * n + j] * ((x[i * n + j] - of.mean[j]) * of.inverse[j]);
            }
        for (size_t j = 0; j < columns; j++) {
            sum[j] /= (double)m;
            inner[j] /= (double)m;
        }
        for (size_t i = 0; i < m; i++)
#pragma omp simd
            for (size_t j = 0; j < columns; j++) {
                double y = (x[i * n + j] - of.mean[j]) * of.inverse[j];
                dx[i * n + j] = (float)((dy[i * n + j] - sum[j] - y * inner[j]) * of.inverse[j]);
            }
    }
}

const struct gradus_op GRADUS_ROW(standardize_dx) = {
    .name = "standardize_dx",
    .formula = "dx = (dy - mean(dy) - y mean(dy y)) / std, by columns, y = (x - mean) / std",
    .cite = "F16 (I-8)",
    .axes = "mn",
    .operand = {{"x", "mn"}, {"dy", "mn"}, {"dx", "mn", GRADUS_OUT}},
    .flops = "13mn + 5n",
    .impl = {{"exact", NULL, "(5m + 25)v", {{run, 'n', ROW_GRAIN, MOMENTS_COLUMNS}}}},
};
