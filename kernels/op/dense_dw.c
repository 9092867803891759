/* SPDX-License-Identifier: MIT
 * dense_dw - the gradient of a layer's weights and bias. Cut along the rows of dw; the first chunk also sums the bias.
 */
#include "gemm.h"
#include "row.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_exact_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
    if (lo == 0)
        gemm_exact_sum(a->p[1], a->p[3], a->dim);
}

static void blas(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_blas_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
    if (lo == 0)
        gemm_exact_sum(a->p[1], a->p[3], a->dim);
}

const struct gradus_op GRADUS_ROW(dense_dw) = {
    .name = "dense_dw",
    .formula = "dw = x^T dy, db = sum_m dy",
    .cite = "F30, F8",
    .axes = "mkn",
    .operand = {{"x", "mk"}, {"dy", "mn"}, {"dw", "kn", GRADUS_OUT}, {"db", "n", GRADUS_OUT}},
    .flops = "2mkn + mn",
    .impl = {{"exact", "kn <= 512", "(m + 2)v", {{exact, 'k', GEMM_GRAIN}}},
             {"blas", GEMM_FITS, "m + 2", {{blas, 'k', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(m + 2)v", {{exact, 'k', GEMM_GRAIN}}}},
};
