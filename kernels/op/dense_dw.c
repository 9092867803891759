/* SPDX-License-Identifier: MIT
 * dense_dw - the gradient of a layer's weights and bias. Every chunk sums over the whole batch, in order. Cut along the
 * columns of dw, as the forward product is along those of w, so that a core meets its part again. */
#include "gemm.h"
#include "gemm_narrow.h"
#include "gemm_product.h"
#include "row.h"

static struct gemm product(const struct gradus_args *a)
{
    return gemm_tn(a->p[0], a->p[1], a->p[2], a->dim);
}

static void bias(const struct gradus_args *a, size_t lo, size_t hi)
{
    if (hi - lo < a->dim[2] || !narrow_sum(a->p[1], a->p[3], a->dim))
        gemm_exact_sum(a->p[1], a->p[3], a->dim, lo, hi);
}

/* Where a chunk is rows of dw, the first one sums the bias. */
static void bias_once(const struct gradus_args *a, size_t lo)
{
    if (lo == 0)
        bias(a, 0, a->dim[2]);
}

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    if (!narrow_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi))
        gemm_exact(&g, lo, hi);
    bias_once(a, lo);
}

#ifdef GEMM_HAS_FMA
static void rows(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_direct(&g, lo, hi, 0, a->dim[2]);
    bias_once(a, lo);
}

static void columns(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_direct(&g, 0, a->dim[1], lo, hi);
    bias(a, lo, hi);
}

static void wide(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_copied(&g, 0, a->dim[1], lo, hi);
    bias(a, lo, hi);
}

static void widest(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_grouped(&g, 0, a->dim[1], lo, hi);
    bias(a, lo, hi);
}
#endif

static void blas(const struct gradus_args *a, size_t lo, size_t hi)
{
    gemm_blas_tn(a->p[0], a->p[1], a->p[2], a->dim, lo, hi);
    bias_once(a, lo);
}

const struct gradus_op GRADUS_ROW(dense_dw) = {
    .name = "dense_dw",
    .formula = "dw = x^T dy, db = sum_m dy",
    .cite = "F30, F8",
    .axes = "mkn",
    .operand = {{"x", "mk"}, {"dy", "mn"}, {"dw", "kn", GRADUS_OUT}, {"db", "n", GRADUS_OUT}},
    .flops = "2mkn + mn",
    .impl = {{"exact", "kn <= 512", "(m + 2)v", {{exact, 'k', GEMM_GRAIN}}},
#ifdef GEMM_HAS_FMA
             {"tile", "n <= 63", "m + 2", {{rows, 'k', TILE_GRAIN, 32}}},
             {"tile", "n >= 1024", "m + 2", {{widest, 'n', TILE_GRAIN, 256}}},
             {"tile", "n >= 512, k >= 64", "m + 2", {{wide, 'n', TILE_GRAIN, 128}}},
             {"tile", "n >= 64", "m + 2", {{columns, 'n', TILE_GRAIN, 32}}},
#endif
             {"blas", GEMM_FITS, "m + 2", {{blas, 'k', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(m + 2)v", {{exact, 'k', GEMM_GRAIN}}}},
};
