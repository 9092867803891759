/* SPDX-License-Identifier: MIT
 * softmax - along each row; the maximum is subtracted first, so that the largest term is e^0 and the sum at least 1.
 * Exponential, sum (softmax.h), reciprocal and product: (n / 8 + 18)v of y (1 + |x - max|), 4v more in the reference.
 * Short rows (tile.h): the sum takes n - 1 roundings and (ln n + 5)v for its terms: (n + 18)v with the reference.
 * fast (fast_softmax.h), in u of y (1 + |x - max|): exponential 2.1, sum ln n + 21.1, reciprocal 1, product last; and
 * ln n <= n / 1024 + 6. Short rows: sum ln n + n + 1.1, and ln n < 3. An ulp of y is more than u of it. */
#include "softmax.h"
#include "fast_softmax.h"
#include "row.h"
#include "tile.h"

static void exact_long(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    struct softmax s;
    for (size_t i = lo; i < hi; i++) {
        float *y = (float *)a->p[1] + i * n;
        softmax_begin(&s, (const float *)a->p[0] + i * n, n);
        double inverse = 1 / softmax_sum(&s, SIZE_MAX);
        for (size_t j = 0; j < n; j += BLOCK) {
            const double *e = softmax_block(&s, j);
            float copy[BLOCK], *out = block_out(y + j, n - j, copy);
#pragma omp simd
            for (size_t l = 0; l < BLOCK; l++)
                out[l] = (float)(e[l] * inverse);
            block_end(y + j, n - j, copy);
        }
    }
}

static void exact_short(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    const float *x = a->p[0];
    float *y = a->p[1];
    for (size_t i = lo; i < hi; i += TILE_ROWS) {
        size_t rows = hi - i < TILE_ROWS ? hi - i : TILE_ROWS;
        tile_floats tile;
        struct tile_softmax s;
        tile_read(tile, x + i * n, n, rows);
        tile_softmax(&s, tile, n, false);
        for (size_t j = 0; j < n; j++)
#pragma omp simd
            for (size_t l = 0; l < TILE_ROWS; l++)
                tile[j][l] = (float)(s.e[j][l] * s.inverse[l]);
        tile_write(y + i * n, tile, n, rows);
    }
}

static void fast_long(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    for (size_t i = lo; i < hi; i++) {
        float *y = (float *)a->p[1] + i * n;
        float inverse = (float)fast_softmax(y, (const float *)a->p[0] + i * n, n, false).inverse;
#pragma omp simd
        for (size_t j = 0; j < n; j++)
            y[j] *= inverse;
    }
}

static void fast_short(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    const float *x = a->p[0];
    float *y = a->p[1];
    for (size_t i = lo; i < hi; i += TILE_ROWS) {
        size_t rows = hi - i < TILE_ROWS ? hi - i : TILE_ROWS;
        tile_floats tile;
        struct fast_tile s;
        tile_read(tile, x + i * n, n, rows);
        fast_tile(&s, tile, n, false);
        for (size_t j = 0; j < n; j++)
#pragma omp simd
            for (size_t l = 0; l < TILE_ROWS; l++)
                tile[j][l] = s.e[j][l] * s.inverse[l];
        tile_write(y + i * n, tile, n, rows);
    }
}

const struct gradus_op GRADUS_ROW(softmax) = {
    .name = "softmax",
    .formula = "y_j = e^x_j / sum_i e^x_i",
    .cite = "F25, p23_softmaxce",
    .axes = "mn",
    .operand = {{"x", "mn", .lo = -20, .hi = 20}, {"y", "mn", GRADUS_OUT}},
    .flops = "5mn",
    .grad = {&GRADUS_ROW(softmax_dx)},
    .impl = {{"exact", "n <= 16", "(n + 18)v", {{exact_short, 'm', ROW_GRAIN_HEAVY}}},
             {"exact", NULL, "(n / 8 + 22)v", {{exact_long, 'm', ROW_GRAIN_HEAVY}}},
             {"fast", "n <= 16", "n + 8", {{fast_short, 'm', ROW_GRAIN}}},
             {"fast", NULL, "n / 1024 + 31", {{fast_long, 'm', ROW_GRAIN}}}},
};
