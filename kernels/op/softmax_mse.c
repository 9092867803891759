/* SPDX-License-Identifier: MIT
 * softmax_mse - softmax along each row, the mean squared error against t and the gradient of both, with one sweep over
 * memory. With c = 2 / (m n): dx_j = c (p_j - t_j - sum_i (p_i - t_i) p_i) p_j.
 * p is good to (n / 8 + 14)v of s = p (1 + |x - max|) (softmax.c); a square to (n / 4 + 31)v of |p - t| (s + |t|), the
 * loss to (n / 4 + n / 16 + 200)v with the adding (block.h, sum.h); the inner sum to (n / 4 + n / 16 + 34)v of
 * sum (s + |t|) s, dx to (n / 2 + 52)v. The reference adds 5v.
 * Short rows (tile.h): a row's sums take n - 1 roundings instead of n / 16 + 4, at most 10 more, which the loss counts
 * thrice; a lane adds 256 rows, not 128: (n + 370)v. */
#include "row.h"
#include "softmax.h"
#include "sum.h"
#include "tile.h"

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0] * (double)dim[1];
}

static double one_row(const float *x, const float *t, float *dx, size_t n, double count)
{
    struct softmax s;
    softmax_begin(&s, x, n);
    double inverse = 1 / softmax_sum(&s, SIZE_MAX);
    double square[BLOCK] = {0}, inner[BLOCK] = {0};
    float copy[2][BLOCK];
    for (size_t j = 0; j < n; j += BLOCK) {
        const double *e = softmax_block(&s, j);
        const float *v = block_in(t + j, n - j, copy[0], 0);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++) {
            double p = e[l] * inverse, d = p - v[l];
            square[l] += d * d;
            inner[l] += d * p;
        }
    }
    double sum = block_sum(inner), c = 2 / count;
    for (size_t j = 0; j < n; j += BLOCK) {
        const double *e = softmax_block(&s, j);
        const float *v = block_in(t + j, n - j, copy[0], 0);
        float *out = block_out(dx + j, n - j, copy[1]);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++) {
            double p = e[l] * inverse;
            out[l] = (float)(c * (p - v[l] - sum) * p);
        }
        block_end(dx + j, n - j, copy[1]);
    }
    return block_sum(square);
}

static void long_rows(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    const float *x = a->p[0], *t = a->p[1];
    float *dx = a->p[3];
    double *work = a->p[4];
    double lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i++)
        lane[(i - lo) % SUM_LANES] += one_row(x + i * n, t + i * n, dx + i * n, n, a->k[0]);
    work[lo / a->chunk] = sum_lanes(lane);
}

/* One tile; adds each row's sum of squares to its lane. */
static void one_tile(const float *x, const float *t, float *dx, size_t n, size_t rows, double count, double *lane)
{
    tile_floats in, target;
    tile_doubles p;
    double square[TILE_ROWS] = {0}, inner[TILE_ROWS] = {0}, c = 2 / count;
    tile_read(in, x, n, rows);
    tile_read(target, t, n, rows);
    tile_softmax(p, in, n);
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            double d = p[j][l] - target[j][l];
            square[l] += d * d;
            inner[l] += d * p[j][l];
        }
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            in[j][l] = (float)(c * (p[j][l] - target[j][l] - inner[l]) * p[j][l]);
    tile_write(dx, in, n, rows);
    for (size_t l = 0; l < rows; l++)
        lane[l] += square[l];
}

static void short_rows(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    const float *x = a->p[0], *t = a->p[1];
    float *dx = a->p[3];
    double *work = a->p[4];
    double lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += TILE_ROWS)
        one_tile(x + i * n, t + i * n, dx + i * n, n, hi - i < TILE_ROWS ? hi - i : TILE_ROWS, a->k[0], lane);
    work[lo / a->chunk] = sum_lanes(lane);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[2] = (float)(sum_parts(a->p[4], a->parts) / a->k[0]);
}

const struct gradus_op GRADUS_ROW(softmax_mse) = {
    .name = "softmax_mse",
    .formula =
        "loss = sum (p - t)^2 / (m n), p = softmax(x), dx_j = (dp_j - sum_i dp_i p_i) p_j, dp = 2 (p - t) / (m n)",
    .cite = "F38, p45_iris",
    .axes = "mn",
    .operand = {{"x", "mn", .lo = -20, .hi = 20},
                {"t", "mn", .lo = 0, .hi = 1},
                {"loss", "", GRADUS_OUT},
                {"dx", "mn", GRADUS_OUT},
                {"work", "#", GRADUS_WORK}},
    .constants = constants,
    .flops = "14mn",
    .fuses = {&GRADUS_ROW(softmax), &GRADUS_ROW(mse), &GRADUS_ROW(softmax_dx)},
    .impl = {{"exact", "n <= 16", "(n + 370)v", {{short_rows, 'm', SUM_GRAIN}, {join}}},
             {"exact", NULL, "(n / 2 + 210)v", {{long_rows, 'm', SUM_GRAIN}, {join}}}},
};
