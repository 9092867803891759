/* SPDX-License-Identifier: MIT
 * matmul_dx - the gradient of x w, or of a layer, in x. Few rows are dot products of rows of dy and w; for many it pays
 * to turn w and go on as in the forward product. */
#include "gemm.h"
#include "gemm_dot.h"
#include "gemm_narrow.h"
#include "gemm_product.h"
#include "row.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    if (!narrow_nt(a->p[0], a->p[1], a->p[2], a->dim, lo, hi))
        gemm_exact_nt(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
}

#ifdef GEMM_HAS_FMA
static void dot(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_dot(a->p[0], a->p[1], a->p[2], a->dim[2], a->dim[1], a->dim[0], lo, hi);
}

static struct gemm product(const struct gradus_args *a)
{
    size_t k = a->dim[1], n = a->dim[2];
    return (struct gemm){a->p[0], n, 1, n, a->p[1], NULL, a->p[2], k, k};
}

static void rows(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_turned(&g, lo, hi, 0, a->dim[1]);
}

static void columns(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_turned(&g, 0, a->dim[0], lo, hi);
}
#endif

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
#ifdef GEMM_HAS_FMA
             {"tile", "k <= 63", "n + 1", {{rows, 'm', TILE_GRAIN, 64}}},
             {"tile", "k >= 64, n >= 4m", "n + 1", {{dot, 'k', TILE_GRAIN, 32}}},
             {"tile", "k >= 512", "n + 1", {{columns, 'k', TILE_GRAIN, 128}}},
             {"tile", "k >= 64", "n + 1", {{columns, 'k', TILE_GRAIN, 32}}},
#endif
             {"blas", GEMM_FITS, "n + 1", {{blas, 'm', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(n + 1)v", {{exact, 'm', GEMM_GRAIN}}}},
};
