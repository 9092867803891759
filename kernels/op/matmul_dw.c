/* SPDX-License-Identifier: MIT
 * matmul_dw - the gradient of x w in w. Cut along the rows of dw: every chunk sums over the whole batch, in order. */
#include "gemm.h"
#include "row.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_exact_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
}

static void blas(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_blas_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
}

const struct gradus_op GRADUS_ROW(matmul_dw) = {
    .name = "matmul_dw",
    .formula = "dw = x^T dy",
    .cite = "F17, F8",
    .axes = "mkn",
    .operand = {{"x", "mk"}, {"dy", "mn"}, {"dw", "kn", GRADUS_OUT}},
    .flops = "2mkn",
    .impl = {{"exact", "kn <= 512", "(m + 1)v", {{exact, 'k', GEMM_GRAIN}}},
             {"blas", GEMM_FITS, "m + 1", {{blas, 'k', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(m + 1)v", {{exact, 'k', GEMM_GRAIN}}}},
};
