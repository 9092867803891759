/* SPDX-License-Identifier: MIT
 * matmul_dx - the gradient of x w, or of a layer, in x. Cut along the rows of dx, as the forward product is. */
#include "gemm.h"
#include "row.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_exact_nt(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
}

static void blas(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_blas_nt(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
}

const struct gradus_op GRADUS_ROW(matmul_dx) = {
    .name = "matmul_dx",
    .formula = "dx = dy w^T",
    .cite = "F17, F8",
    .axes = "mkn",
    .operand = {{"dy", "mn"}, {"w", "kn"}, {"dx", "mk", GRADUS_OUT}},
    .flops = "2mkn",
    .impl = {{"exact", "kn <= 512", "(n + 1)v", {{exact, 'm', GEMM_GRAIN}}},
             {"blas", GEMM_FITS, "n + 1", {{blas, 'm', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(n + 1)v", {{exact, 'm', GEMM_GRAIN}}}},
};
