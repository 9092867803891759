/* SPDX-License-Identifier: MIT
 * gemm_dot.h - a b^T in float32: every element is a dot product of two rows as they lie. Its sum runs in one chain of
 * fused multiply-adds for each lane, in order, then along a tree over the lanes, then over what fills no vector, so the
 * bits depend on the width of a vector but on no cut. Better than gemm_tile.h as long as there are too few rows of a to
 * pay for turning b. */
#ifndef GEMM_DOT_H
#define GEMM_DOT_H

#include "gemm_lanes.h"

enum { DOT_COLUMNS = 4, DOT_ROWS = LANES / DOT_COLUMNS }; /* one sum for each lane of a vector */

/* `rows` x DOT_COLUMNS dot products over whole vectors; rows is a constant where this is inlined, so that the sums stay
 * in registers. */
static inline __attribute__((always_inline)) lanes dot_body(const float *const *a, const float *const *b, size_t depth,
                                                            size_t rows)
{
    lanes sum[LANES] = {{0}};
    for (size_t l = 0; l < depth; l += LANES) {
        lanes v[DOT_COLUMNS];
        for (size_t q = 0; q < DOT_COLUMNS; q++)
            v[q] = lanes_load(b[q] + l);
        for (size_t r = 0; r < rows; r++) {
            lanes x = lanes_load(a[r] + l);
            for (size_t q = 0; q < DOT_COLUMNS; q++)
                sum[r * DOT_COLUMNS + q] = lanes_fma(x, v[q], sum[r * DOT_COLUMNS + q]);
        }
    }
    return lanes_sums(sum);
}

/* Rows [0, m) and columns [j0, j1) of c, `columns` wide, from the rows of a and b, `depth` long. Where fewer are left
 * than a block wants, the last ones are taken again. */
__attribute__((noinline, unused)) static void gemm_dot(const float *a, const float *b, float *c, size_t depth,
                                                       size_t columns, size_t m, size_t j0, size_t j1)
{
    size_t whole = depth / LANES * LANES;
    for (size_t j = j0; j < j1; j += DOT_COLUMNS)
        for (size_t i = 0; i < m; i += DOT_ROWS) {
            const float *row[DOT_ROWS], *column[DOT_COLUMNS];
            float sum[LANES];
            for (size_t r = 0; r < DOT_ROWS; r++)
                row[r] = a + (i + r < m ? i + r : m - 1) * depth;
            for (size_t q = 0; q < DOT_COLUMNS; q++)
                column[q] = b + (j + q < j1 ? j + q : j1 - 1) * depth;
            lanes_store(sum, m - i == 1 ? dot_body(row, column, whole, 1) : dot_body(row, column, whole, DOT_ROWS));
            for (size_t r = 0; r < DOT_ROWS && i + r < m; r++)
                for (size_t q = 0; q < DOT_COLUMNS && j + q < j1; q++) {
                    float s = sum[r * DOT_COLUMNS + q];
                    for (size_t l = whole; l < depth; l++)
                        s = fmaf(row[r][l], column[q][l], s);
                    c[(i + r) * columns + j + q] = s;
                }
        }
}

#endif
