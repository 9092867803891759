/* SPDX-License-Identifier: MIT
 * matmul_dw - the gradient of x w in w. Every chunk sums over the whole batch, in order. Cut along the columns of dw,
 * as the forward product is along those of w, so that a core meets its part again. */
#include "gemm.h"
#include "gemm_narrow.h"
#include "gemm_product.h"
#include "row.h"

static struct gemm product(const struct gradus_args *a)
{
    return gemm_tn(a->p[0], a->p[1], a->p[2], a->dim);
}

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    if (!narrow_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi))
        gemm_exact(&g, lo, hi);
}

#ifdef GEMM_HAS_FMA
static void rows(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_direct(&g, lo, hi, 0, a->dim[2]);
}

static void columns(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_direct(&g, 0, a->dim[1], lo, hi);
}

static void wide(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_copied(&g, 0, a->dim[1], lo, hi);
}

static void widest(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_grouped(&g, 0, a->dim[1], lo, hi);
}
#endif

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
#ifdef GEMM_HAS_FMA
             {"tile", "n <= 63", "m + 1", {{rows, 'k', TILE_GRAIN, 32}}},
             {"tile", "n >= 1024", "m + 1", {{widest, 'n', TILE_GRAIN, 256}}},
             {"tile", "n >= 512, k >= 64", "m + 1", {{wide, 'n', TILE_GRAIN, 128}}},
             {"tile", "n >= 64", "m + 1", {{columns, 'n', TILE_GRAIN, 32}}},
#endif
             {"blas", GEMM_FITS, "m + 1", {{blas, 'k', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(m + 1)v", {{exact, 'k', GEMM_GRAIN}}}},
};
