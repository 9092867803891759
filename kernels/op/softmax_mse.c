/* SPDX-License-Identifier: MIT
 * softmax_mse - softmax along each row, the mean squared error against t and the gradient of both, with one sweep over
 * memory. With c = 2 / (m n): dx_j = c (p_j - t_j - sum_i (p_i - t_i) p_i) p_j.
 * p is good to (n / 8 + 18)v of s = p (1 + |x - max|) (softmax.c); a square to (n / 4 + 39)v of |p - t| (s + |t|), the
 * loss to (n / 4 + n / 16 + 208)v with the adding (block.h, sum.h); the inner sum to (n / 4 + n / 16 + 42)v of
 * sum (s + |t|) s, dx to (n / 2 + 64)v. The reference adds 5v.
 * Short rows (tile.h): a row's sums take n - 1 roundings instead of n / 16 + 4, at most 10 more, which the loss counts
 * thrice: (n + 250)v.
 * fast (short rows, fast_softmax.h), in u: p is good to n + 9 of s; a square to 2n + 21 of |p - t| (s + |t|), the
 * loss to 3n + 20; the inner sum to 3n + 19 of sum (s + |t|) s, dx to 4n + 32. */
#include "fast_softmax.h"
#include "loss.h"
#include "row.h"
#include "softmax.h"
#include "tile.h"

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0] * (double)dim[1];
}

static double exact_row(const struct gradus_args *a, size_t i)
{
    size_t n = a->dim[1];
    const float *x = (const float *)a->p[0] + i * n, *t = (const float *)a->p[1] + i * n;
    float *dx = (float *)a->p[3] + i * n;
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
    double sum = block_sum(inner), c = 2 / a->k[0];
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

static void exact_long(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_rows(a, lo, hi, exact_row, NULL, a->p[4]);
}

static void exact_tile(const struct gradus_args *a, size_t i, size_t rows, double *loss)
{
    size_t n = a->dim[1];
    tile_floats x, t;
    struct tile_softmax s;
    double square[TILE_ROWS] = {0}, inner[TILE_ROWS] = {0}, c = 2 / a->k[0];
    tile_read(x, (const float *)a->p[0] + i * n, n, rows);
    tile_read(t, (const float *)a->p[1] + i * n, n, rows);
    tile_softmax(&s, x, n, false);
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            double p = s.e[j][l] * s.inverse[l], d = p - t[j][l];
            square[l] += d * d;
            inner[l] += d * p;
        }
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            double p = s.e[j][l] * s.inverse[l];
            x[j][l] = (float)(c * (p - t[j][l] - inner[l]) * p);
        }
    tile_write((float *)a->p[3] + i * n, x, n, rows);
    for (size_t l = 0; l < TILE_ROWS; l++)
        loss[l] = square[l];
}

static void exact_short(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_tiles(a, lo, hi, exact_tile, NULL, a->p[4]);
}

static void fast_tile_of(const struct gradus_args *a, size_t i, size_t rows, double *loss)
{
    size_t n = a->dim[1];
    tile_floats x, t;
    struct fast_tile s;
    float square[TILE_ROWS] = {0}, inner[TILE_ROWS] = {0}, c = (float)(2 / a->k[0]);
    tile_read(x, (const float *)a->p[0] + i * n, n, rows);
    tile_read(t, (const float *)a->p[1] + i * n, n, rows);
    fast_tile(&s, x, n, false);
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            float p = s.e[j][l] * s.inverse[l], d = p - t[j][l];
            s.e[j][l] = p;
            t[j][l] = d;
            square[l] = fmaf(d, d, square[l]);
            inner[l] = fmaf(d, p, inner[l]);
        }
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            x[j][l] = c * (t[j][l] - inner[l]) * s.e[j][l];
    tile_write((float *)a->p[3] + i * n, x, n, rows);
    for (size_t l = 0; l < TILE_ROWS; l++)
        loss[l] = square[l];
}

static void fast_short(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_tiles(a, lo, hi, fast_tile_of, NULL, a->p[4]);
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
    .impl = {{"exact", "n <= 16", "(n + 250)v", {{exact_short, 'm', SUM_GRAIN}, {loss_mean}}},
             {"exact", NULL, "(n / 2 + 220)v", {{exact_long, 'm', SUM_GRAIN}, {loss_mean}}},
             {"fast", "n <= 16", "4n + 33", {{fast_short, 'm', SUM_GRAIN}, {loss_mean}}}},
};
