/* SPDX-License-Identifier: MIT
 * gemm.h - the matrix products behind matmul and dense: y = x w (+ b), dx = dy w^T, dw = x^T dy, each over a range of
 * rows of the result. dim is m, k, n as in those rows; matrices are row-major and dense. The exact ones accumulate in
 * double and round once; the others are one single-threaded sgemm call each. */
#ifndef GEMM_H
#define GEMM_H

#include <cblas.h>
#include <stddef.h>

enum {
    GEMM_GRAIN = 1000000, /* up to here OpenBLAS takes its small-matrix kernel, which does not pack */
    GEMM_LEAST = 32,      /* rows below which a slice does not reuse the other matrix enough */
    GEMM_LANES = 16,      /* columns accumulated at a time */
};

/* Rows [lo, hi) of y. b may be NULL. */
static inline void gemm_exact_nn(const float *x, const float *w, const float *b, float *y, const size_t *dim, size_t lo,
                                 size_t hi)
{
    size_t k = dim[1], n = dim[2];
    for (size_t i = lo; i < hi; i++)
        for (size_t j0 = 0; j0 < n; j0 += GEMM_LANES) {
            size_t lanes = n - j0 < GEMM_LANES ? n - j0 : GEMM_LANES;
            double sum[GEMM_LANES] = {0};
            for (size_t l = 0; l < k; l++)
                for (size_t j = 0; j < lanes; j++)
                    sum[j] += (double)x[i * k + l] * (double)w[l * n + j0 + j];
            for (size_t j = 0; j < lanes; j++)
                y[i * n + j0 + j] = (float)(b ? sum[j] + (double)b[j0 + j] : sum[j]);
        }
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

/* Rows [lo, hi) of dw. */
static inline void gemm_exact_tn(const float *x, const float *dy, float *dw, const size_t *dim, size_t lo, size_t hi)
{
    size_t m = dim[0], k = dim[1], n = dim[2];
    for (size_t l = lo; l < hi; l++)
        for (size_t j0 = 0; j0 < n; j0 += GEMM_LANES) {
            size_t lanes = n - j0 < GEMM_LANES ? n - j0 : GEMM_LANES;
            double sum[GEMM_LANES] = {0};
            for (size_t i = 0; i < m; i++)
                for (size_t j = 0; j < lanes; j++)
                    sum[j] += (double)x[i * k + l] * (double)dy[i * n + j0 + j];
            for (size_t j = 0; j < lanes; j++)
                dw[l * n + j0 + j] = (float)sum[j];
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
