/* SPDX-License-Identifier: MIT
 * dense - a layer: x w + b. Small ones accumulate in double; the others are tiles of fused multiply-adds, cut by shape,
 * or, where the processor has none, single-threaded sgemm calls on slices of rows. */
#include "gemm.h"
#include "gemm_narrow.h"
#include "gemm_product.h"
#include "row.h"

static struct gemm product(const struct gradus_args *a)
{
    return gemm_nn(a->p[0], a->p[1], a->p[2], a->p[3], a->dim);
}

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    if (!narrow_nn(&g, lo, hi))
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
    tile_direct(&g, 0, a->dim[0], lo, hi);
}

static void wide(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct gemm g = product(a);
    tile_copied(&g, 0, a->dim[0], lo, hi);
}
#endif

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
#ifdef GEMM_HAS_FMA
             {"tile", "n <= 63", "k + 2", {{rows, 'm', TILE_GRAIN, 32}}},
             {"tile", "n >= 1024", "k + 2", {{wide, 'n', TILE_GRAIN, 256}}},
             {"tile", "n >= 512, m >= 64", "k + 2", {{wide, 'n', TILE_GRAIN, 128}}},
             {"tile", "n >= 64", "k + 2", {{columns, 'n', TILE_GRAIN, 32}}},
#endif
             {"blas", GEMM_FITS, "k + 2", {{blas, 'm', GEMM_GRAIN, GEMM_LEAST}}},
             {"exact", NULL, "(k + 2)v", {{exact, 'm', GEMM_GRAIN}}}},
};
