/* SPDX-License-Identifier: MIT
 * matmul - x w. Small ones accumulate in double; the others are single-threaded sgemm calls on slices of rows, cut by
 * shape, so that the bits do not depend on the number of threads. */
#include "gemm.h"
#include "row.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_exact_nn(a->p[0], a->p[1], NULL, a->p[2], a->dim, lo, hi);
}

static void blas(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_blas_nn(a->p[0], a->p[1], NULL, a->p[2], a->dim, lo, hi);
}

const struct gradus_op GRADUS_ROW(matmul) = {
    .name = "matmul",
    .formula = "y = x w",
    .cite = "F17, p19_mse",
    .axes = "mkn",
    .operand = {{"x", "mk"}, {"w", "kn"}, {"y", "mn", GRADUS_OUT}},
    .flops = "2mkn",
    .grad = {&GRADUS_ROW(matmul_dx), &GRADUS_ROW(matmul_dw)},
    .impl = {{"exact", "kn <= 512", "(k + 1)v", {{exact, 'm', GEMM_GRAIN}}},
             {"blas", GEMM_FITS, "k + 1", {{blas, 'm', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(k + 1)v", {{exact, 'm', GEMM_GRAIN}}}},
};
