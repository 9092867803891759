/* SPDX-License-Identifier: MIT
 * gemm.h - the matrix products behind matmul and dense: y = x w (+ b), dx = dy w^T, dw = x^T dy, each over a range of
 * rows of the result. dim is m, k, n as in those rows; matrices are row-major and dense. The exact ones accumulate in
 * double, in order, and round once; the others are one single-threaded sgemm call each. */
#ifndef GEMM_H
#define GEMM_H

#include <cblas.h>
#include <stddef.h>

/* Shapes whose sizes are no larger than any blasint. */
#define GEMM_FITS "m <= 2147483647, k <= 2147483647, n <= 2147483647"

enum {
    GEMM_GRAIN = 1000000, /* up to here OpenBLAS takes its small-matrix kernel, which does not pack */
    GEMM_LEAST = 32,      /* rows below which a slice does not reuse the other matrix enough */
    GEMM_ROWS = 4,        /* of a block of the result */
#ifdef __AVX__
    GEMM_LANES = 4, /* its columns */
#else
    GEMM_LANES = 2,
#endif
};

/* Spelled out: GCC 12 leaves sums in an array in memory. */
typedef double gemm_vector __attribute__((vector_size(GEMM_LANES * sizeof(double))));

/* c = a b + bias: c[i ld + j] is the sum over l < depth of a[i row + l step] b[l ld + j], and bias[j], for j < n. */
struct gemm {
    const float *a;
    size_t row, step, depth;
    const float *b, *bias; /* bias may be NULL */
    float *c;
    size_t n, ld;
};

/* `rows` x GEMM_LANES of c; rows is a constant where this is inlined, so that the sums stay in registers. */
static inline void gemm_block(const struct gemm *g, size_t i, size_t j, size_t rows)
{
    gemm_vector sum[GEMM_ROWS] = {{0}}, v;
    for (size_t l = 0; l < g->depth; l++) {
        for (size_t c = 0; c < GEMM_LANES; c++)
            v[c] = g->b[l * g->ld + j + c];
        for (size_t r = 0; r < rows; r++)
            sum[r] += (double)g->a[(i + r) * g->row + l * g->step] * v;
    }
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < GEMM_LANES; c++)
            g->c[(i + r) * g->ld + j + c] = (float)(sum[r][c] + (g->bias ? g->bias[j + c] : 0));
}

/* `lanes` of one row of c, what is left beside the blocks: a constant too. */
static inline void gemm_edge(const struct gemm *g, size_t i, size_t j, size_t lanes)
{
    double sum[3] = {0};
    for (size_t l = 0; l < g->depth; l++)
        for (size_t c = 0; c < lanes; c++)
            sum[c] += (double)g->a[i * g->row + l * g->step] * (double)g->b[l * g->ld + j + c];
    for (size_t c = 0; c < lanes; c++)
        g->c[i * g->ld + j + c] = (float)(sum[c] + (g->bias ? g->bias[j + c] : 0));
}

/* `rows` rows of c. */
static inline void gemm_rows(const struct gemm *g, size_t i, size_t rows)
{
    size_t left = g->n % GEMM_LANES, j = 0;
    for (; j < g->n - left; j += GEMM_LANES)
        gemm_block(g, i, j, rows);
    for (size_t r = i; r < i + rows; r++)
        if (left == 1)
            gemm_edge(g, r, j, 1);
        else if (left == 2)
            gemm_edge(g, r, j, 2);
        else if (left == 3)
            gemm_edge(g, r, j, 3);
}

/* Rows [lo, hi) of c. Not inlined: large, and a layer's gradient calls it four times. */
__attribute__((noinline)) static void gemm_exact(const struct gemm *g, size_t lo, size_t hi)
{
    for (; hi - lo >= GEMM_ROWS; lo += GEMM_ROWS)
        gemm_rows(g, lo, GEMM_ROWS);
    for (; lo < hi; lo++)
        gemm_rows(g, lo, 1);
}

/* y = x w + b, b may be NULL; dw = x^T dy; columns [lo, hi) of db, those of a row of ones times dy. */
static inline struct gemm gemm_nn(const float *x, const float *w, const float *b, float *y, const size_t *dim)
{
    return (struct gemm){x, dim[1], 1, dim[1], w, b, y, dim[2], dim[2]};
}

static inline struct gemm gemm_tn(const float *x, const float *dy, float *dw, const size_t *dim)
{
    return (struct gemm){x, 1, dim[1], dim[0], dy, NULL, dw, dim[2], dim[2]};
}

static inline void gemm_exact_sum(const float *dy, float *db, const size_t *dim, size_t lo, size_t hi)
{
    static const float one = 1;
    gemm_exact(&(struct gemm){&one, 0, 0, dim[0], dy + lo, NULL, db + lo, hi - lo, dim[2]}, 0, 1);
}

/* Rows [lo, hi) of dx. */
static inline void gemm_exact_nt(const float *dy, const float *w, float *dx, const size_t *dim, size_t lo, size_t hi)
{
    size_t k = dim[1], n = dim[2];
    for (size_t i = lo; i < hi; i++)
        for (size_t l = 0; l < k; l++) {
            double sum = 0;
            for (size_t j = 0; j < n; j++)
                sum += (double)dy[i * n + j] * (double)w[l * n + j];
            dx[i * k + l] = (float)sum;
        }
}

/* Rows [lo, hi) of y. b may be NULL. */
static inline void gemm_blas_nn(const float *x, const float *w, const float *b, float *y, const size_t *dim, size_t lo,
                                size_t hi)
{
    blasint k = (blasint)dim[1], n = (blasint)dim[2];
    if (b)
        for (size_t i = lo; i < hi; i++)
            for (size_t j = 0; j < dim[2]; j++)
                y[i * dim[2] + j] = b[j];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint)(hi - lo), n, k, 1, x + lo * dim[1], k, w, n,
                b ? 1 : 0, y + lo * dim[2], n);
}

/* Rows [lo, hi) of dx. */
static inline void gemm_blas_nt(const float *dy, const float *w, float *dx, const size_t *dim, size_t lo, size_t hi)
{
    blasint k = (blasint)dim[1], n = (blasint)dim[2];
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (blasint)(hi - lo), k, n, 1, dy + lo * dim[2], n, w, n, 0,
                dx + lo * dim[1], k);
}

/* Rows [lo, hi) of dw. */
static inline void gemm_blas_tn(const float *x, const float *dy, float *dw, const size_t *dim, size_t lo, size_t hi)
{
    blasint m = (blasint)dim[0], k = (blasint)dim[1], n = (blasint)dim[2];
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (blasint)(hi - lo), n, m, 1, x + lo, k, dy, n, 0,
                dw + lo * dim[2], n);
}

#endif
