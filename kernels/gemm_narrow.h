/* SPDX-License-Identifier: MIT
 * gemm_narrow.h - products of the lecture's sizes, in double and in the order of gemm_exact, bit for bit: where a row
 * of the result is no longer than a row of lanes it is kept in registers whole, and where inner sizes are known when
 * this is compiled, a lane is a row of the batch. */
#ifndef GEMM_NARROW_H
#define GEMM_NARROW_H

#include "block.h"
#include "gemm.h"

#include <stdbool.h>
#include <string.h>

enum {
    NARROW_COLUMNS = BLOCK, /* at most */
    NARROW_ROWS = 4,        /* of the result, at a time */
#if defined(__AVX512F__)
    NARROW_LANES = 8, /* of a vector */
#elif defined(__AVX__)
    NARROW_LANES = 4,
#else
    NARROW_LANES = 2,
#endif
    NARROW_PARTS = NARROW_COLUMNS / NARROW_LANES, /* vectors of a row */
    NARROW_BATCH = 8,                             /* rows from which a lane each pays */
};

#define NARROW_INLINE static inline __attribute__((always_inline))

typedef double narrow_vector __attribute__((vector_size(NARROW_LANES * sizeof(double))));
typedef float narrow_floats __attribute__((vector_size(NARROW_LANES * sizeof(float))));

struct narrow_row {
    narrow_vector part[NARROW_PARTS];
};

/* The floats that start at p; where fewer than NARROW_COLUMNS may be read, the lanes beyond are 0. Of a row, `parts`
 * vectors are in use, here and below a constant where this is inlined. */
NARROW_INLINE struct narrow_row narrow_load(const float *p, size_t left, size_t parts)
{
    float copy[NARROW_COLUMNS];
    struct narrow_row row;
    p = block_in(p, left, copy, 0);
    for (size_t i = 0; i < parts; i++) {
        narrow_floats v;
        memcpy(&v, p + i * NARROW_LANES, sizeof v);
        row.part[i] = __builtin_convertvector(v, narrow_vector);
    }
    return row;
}

/* `rows` rows of c, a constant too, from row i on; there is no bias. */
NARROW_INLINE void narrow_rows(const struct gemm *g, size_t i, size_t rows, size_t parts)
{
    struct narrow_row sum[NARROW_ROWS] = {0};
    for (size_t l = 0; l < g->depth; l++) {
        struct narrow_row b = narrow_load(g->b + l * g->ld, (g->depth - l - 1) * g->ld + g->n, parts);
        for (size_t r = 0; r < rows; r++)
            for (size_t p = 0; p < parts; p++)
                sum[r].part[p] += (double)g->a[(i + r) * g->row + l * g->step] * b.part[p];
    }
    for (size_t r = 0; r < rows; r++) {
        float copy[NARROW_COLUMNS];
        for (size_t p = 0; p < parts; p++) {
            narrow_floats v = __builtin_convertvector(sum[r].part[p], narrow_floats);
            memcpy(copy + p * NARROW_LANES, &v, sizeof v);
        }
        memcpy(g->c + (i + r) * g->ld, copy, g->n * sizeof *copy);
    }
}

NARROW_INLINE void narrow_product(const struct gemm *g, size_t lo, size_t hi, size_t parts)
{
    for (; hi - lo >= NARROW_ROWS; lo += NARROW_ROWS)
        narrow_rows(g, lo, NARROW_ROWS, parts);
    if (hi - lo == 3)
        narrow_rows(g, lo, 3, parts);
    else if (hi - lo == 2)
        narrow_rows(g, lo, 2, parts);
    else if (hi - lo == 1)
        narrow_rows(g, lo, 1, parts);
}

/* Rows [lo, hi) of c; false: c is not narrow, or a column. */
static inline bool narrow(const struct gemm *g, size_t lo, size_t hi)
{
    if (g->n == 1 || g->n > NARROW_COLUMNS)
        return false;
    if (g->n <= NARROW_LANES)
        narrow_product(g, lo, hi, 1);
    else
        narrow_product(g, lo, hi, NARROW_PARTS);
    return true;
}

/* Rows [lo, hi) of dw = x^T dy; false: not of this kind. A single column is a row of dy^T x. */
static inline bool narrow_tn(const float *x, const float *dy, float *dw, const size_t *dim, size_t lo, size_t hi)
{
    size_t m = dim[0], k = dim[1], n = dim[2];
    struct gemm g = gemm_tn(x, dy, dw, dim);
    if (n == 1 && lo == 0 && hi == k) {
        g = (struct gemm){dy, 0, 1, m, x, NULL, dw, k, k};
        return narrow(&g, 0, 1);
    }
    return narrow(&g, lo, hi);
}

/* db, the sums of the columns of dy; false: dy is not narrow, or a column. */
static inline bool narrow_sum(const float *dy, float *db, const size_t *dim)
{
    static const float one = 1;
    return narrow(&(struct gemm){&one, 0, 0, dim[0], dy, NULL, db, dim[2], dim[2]}, 0, 1);
}

/* m rows of y = x w + b, each a lane. */
NARROW_INLINE void narrow_batch(const float *restrict x, const float *restrict w, const float *restrict b,
                                float *restrict y, size_t m, size_t k, size_t n)
{
#pragma omp simd
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t l = 0; l < k; l++)
                sum += (double)x[i * k + l] * (double)w[l * n + j];
            y[i * n + j] = (float)(sum + (double)b[j]);
        }
}

/* The lecture's layers: the irises, the dots, the yogurt. false: none of them, or too few rows. */
static inline bool narrow_nn(const struct gemm *g, size_t lo, size_t hi)
{
    static const float none[NARROW_COLUMNS] = {0};
    size_t k = g->depth, n = g->n, m = hi - lo;
    const float *x = g->a + lo * k, *w = g->b, *b = g->bias ? g->bias : none;
    float *y = g->c + lo * n;
    if (m < NARROW_BATCH)
        return false;
    if (k == 4 && n == 3)
        narrow_batch(x, w, b, y, m, 4, 3);
    else if (k == 2 && n == 11)
        narrow_batch(x, w, b, y, m, 2, 11);
    else if (k == 11 && n == 1)
        narrow_batch(x, w, b, y, m, 11, 1);
    else if (k == 2 && n == 1)
        narrow_batch(x, w, b, y, m, 2, 1);
    else
        return false;
    return true;
}

/* Rows [lo, hi) of dx, k numbers each, where a row of dy is one. */
NARROW_INLINE void narrow_outer(const float *restrict dy, const float *restrict w, float *restrict dx, size_t k,
                                size_t lo, size_t hi)
{
    for (size_t i = lo; i < hi; i++)
#pragma omp simd
        for (size_t l = 0; l < k; l++)
            dx[i * k + l] = (float)(0 + (double)dy[i] * (double)w[l]);
}

/* Rows [lo, hi) of dx = dy w^T; false: a row of dy is not one number. */
static inline bool narrow_nt(const float *dy, const float *w, float *dx, const size_t *dim, size_t lo, size_t hi)
{
    size_t k = dim[1];
    if (dim[2] != 1)
        return false;
    if (k == 11) /* the dots */
        narrow_outer(dy, w, dx, 11, lo, hi);
    else
        narrow_outer(dy, w, dx, k, lo, hi);
    return true;
}

#endif
