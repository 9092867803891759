/* SPDX-License-Identifier: MIT
 * dense - a layer: x w + b. Small ones accumulate in double; the others are single-threaded sgemm calls on slices of
 * rows, cut by shape, so that the bits do not depend on the number of threads. */
#include "gemm.h"
#include "row.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_exact_nn(a->p[0], a->p[1], a->p[2], a->p[3], a->dim, lo, hi);
}

static void blas(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_blas_nn(a->p[0], a->p[1], a->p[2], a->p[3], a->dim, lo, hi);
}

const struct gradus_op GRADUS_ROW(dense) = {
    .name = "dense",
    .formula = "y = x w + b",
    .cite = "F30, p29_regularizationcontain",
    .axes = "mkn",
    .operand = {{"x", "mk"}, {"w", "kn"}, {"b", "n"}, {"y", "mn", GRADUS_OUT}},
    .flops = "2mkn + mn",
    .grad = {&GRADUS_ROW(matmul_dx), &GRADUS_ROW(dense_dw)},
    .impl = {{"exact", "kn <= 512", "(k + 2)v", {{exact, 'm', GEMM_GRAIN}}},
             {"blas", GEMM_FITS, "k + 2", {{blas, 'm', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(k + 2)v", {{exact, 'm', GEMM_GRAIN}}}},
};
