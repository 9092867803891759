/* SPDX-License-Identifier: MIT
 * standardize - mean 0 and deviation 1 for every column. A constant column has deviation 0 and becomes 0 / 0 = NaN.
 * (m + 6)v of the scale (moments.h), 4v more in the reference. */
#include "moments.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t m = a->dim[0], n = a->dim[1];
    for (size_t j0 = lo; j0 < hi; j0 += MOMENTS_COLUMNS) {
        size_t columns = hi - j0 < MOMENTS_COLUMNS ? hi - j0 : MOMENTS_COLUMNS;
        const float *x = (const float *)a->p[0] + j0;
        float *y = (float *)a->p[1] + j0;
        struct moments of = moments_of(x, m, n, columns);
        for (size_t i = 0; i < m; i++)
#pragma omp simd
            for (size_t j = 0; j < columns; j++)
                y[i * n + j] = (float)((x[i * n + j] - of.mean[j]) * of.inverse[j]);
    }
}

const struct gradus_op GRADUS_ROW(standardize) = {
    .name = "standardize",
    .formula = "y = (x - mean) / std, by columns, std^2 = sum (x - mean)^2 / m",
    .cite = "F16 (I-8)",
    .axes = "mn",
    .operand = {{"x", "mn"}, {"y", "mn", GRADUS_OUT}},
    .flops = "6mn + 3n",
    .grad = {&GRADUS_ROW(standardize_dx)},
    .impl = {{"exact", NULL, "(m + 10)v", {{run, 'n', ROW_GRAIN, MOMENTS_COLUMNS}}}},
};
