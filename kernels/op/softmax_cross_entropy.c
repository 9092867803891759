/* SPDX-License-Identifier: MIT
 * softmax_cross_entropy - of logits and labels, row by row; the loss is the mean of the rows. The maximum is left out
 * of the sum, ln(1 + sum of the others) + (max - x_label): where the label dominates, the plain logarithm of the whole
 * sum has lost every digit. The others are good to (n / 16 + 9 + furthest)v, furthest the largest |x - max|, the
 * logarithm adds 4v, the difference and the sum 2v: (n / 16 + 15)v of row (1 + furthest), the loss 165v more (sum.h),
 * 5v more in the reference. dx: as softmax, 2v more.
 * Short rows (tile.h): the others take n - 2 roundings instead of n / 16 + 4, the row (n + 9)v, the loss (n + 179)v.
 * fast (fast_softmax.h), in u of the scale: the others are good to ln n + 21.1 + furthest; their logarithm and the
 * losses go in double. dx: as softmax, and p - 1 in double. Short rows: the others are good to ln n + n + 0.1, their
 * sum with 1 costs 2 more, the reciprocal, p - 1 and the product with 1 / m, a float too, 4.
 * A label outside [0, n) is no label: its row and the gradient there are NaN, and so is the loss. */
#include "fast_softmax.h"
#include "loss.h"
#include "row.h"
#include "softmax.h"
#include "tile.h"

static double exact_row(const struct gradus_args *a, size_t i)
{
    size_t n = a->dim[1], label = (size_t)((const int32_t *)a->p[1])[i];
    const float *x = (const float *)a->p[0] + i * n;
    float *dx = (float *)a->p[4] + i * n;
    struct softmax s;
    softmax_begin(&s, x, n);
    size_t top = 0;
    while (top < n && x[top] != s.largest)
        top++;
    double others = softmax_sum(&s, top);
    double loss = exact_log1p(others) + (s.largest - (label < n ? x[label] : NAN));
    double first = exact_exp_negative(s.largest - s.largest); /* 1, but NaN for an infinite maximum */
    double inverse = label < n ? 1 / (first + others) : NAN, share = 1 / a->k[0];
    for (size_t j = 0; j < n; j += BLOCK) {
        const double *e = softmax_block(&s, j);
        float copy[BLOCK], *out = block_out(dx + j, n - j, copy);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++)
            out[l] = (float)((e[l] * inverse - (j + l == label ? 1 : 0)) * share);
        block_end(dx + j, n - j, copy);
    }
    return loss;
}

static void exact_long(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_rows(a, lo, hi, exact_row, a->p[2], a->p[5]);
}

/* The labels of a tile and the x that they stand for; NaN for what is no label. */
static void labels_of_tile(int32_t *label, float *own, tile_floats tile, const struct gradus_args *a, size_t i,
                           size_t rows)
{
    const int32_t *labels = (const int32_t *)a->p[1] + i;
    for (size_t l = 0; l < TILE_ROWS; l++)
        label[l] = labels[l < rows ? l : rows - 1];
    for (size_t l = 0; l < TILE_ROWS; l++)
        own[l] = NAN;
    for (size_t j = 0; j < a->dim[1]; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            own[l] = label[l] == (int32_t)j ? tile[j][l] : own[l];
}

static void exact_tile(const struct gradus_args *a, size_t i, size_t rows, double *loss)
{
    size_t n = a->dim[1];
    const float *x = (const float *)a->p[0] + i * n;
    int32_t label[TILE_ROWS];
    float own[TILE_ROWS];
    tile_floats tile;
    struct tile_softmax s;
    double share = 1 / a->k[0];
    tile_read(tile, x, n, rows);
    tile_softmax(&s, tile, n, true);
    labels_of_tile(label, own, tile, a, i, rows);
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++) {
        loss[l] = exact_log1p(s.sum[l]) + ((double)s.largest[l] - (double)own[l]);
        s.inverse[l] = (size_t)label[l] < n ? s.inverse[l] : NAN;
    }
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            tile[j][l] = (float)((s.e[j][l] * s.inverse[l] - ((int32_t)j == label[l] ? 1 : 0)) * share);
    tile_write((float *)a->p[4] + i * n, tile, n, rows);
}

static void exact_short(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_tiles(a, lo, hi, exact_tile, a->p[2], a->p[5]);
}

static double fast_row(const struct gradus_args *a, size_t i)
{
    size_t n = a->dim[1], label = (size_t)((const int32_t *)a->p[1])[i];
    const float *x = (const float *)a->p[0] + i * n;
    float *dx = (float *)a->p[4] + i * n, own = label < n ? x[label] : NAN;
    struct fast_softmax s = fast_softmax(dx, x, n, true);
    double share = 1 / a->k[0], inverse = label < n ? s.inverse : NAN;
    double hit = label < n ? ((double)dx[label] * inverse - 1) * share : NAN;
    float factor = (float)(inverse * share);
#pragma omp simd
    for (size_t j = 0; j < n; j++)
        dx[j] *= factor;
    if (label < n)
        dx[label] = (float)hit;
    return exact_log1p(s.sum) + ((double)s.largest - (double)own);
}

static void fast_long(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_rows(a, lo, hi, fast_row, a->p[2], a->p[5]);
}

static void fast_rows(const struct gradus_args *a, size_t i, size_t rows, double *loss)
{
    size_t n = a->dim[1];
    const float *x = (const float *)a->p[0] + i * n;
    int32_t label[TILE_ROWS];
    float own[TILE_ROWS], share = (float)(1 / a->k[0]);
    tile_floats tile;
    struct fast_tile s;
    tile_read(tile, x, n, rows);
    fast_tile(&s, tile, n, true);
    labels_of_tile(label, own, tile, a, i, rows);
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++) {
        loss[l] = exact_log1p(s.sum[l]) + ((double)s.largest[l] - (double)own[l]);
        s.inverse[l] = (size_t)label[l] < n ? s.inverse[l] : NAN;
    }
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            tile[j][l] = fmaf(s.e[j][l], s.inverse[l], (int32_t)j == label[l] ? -1 : 0) * share;
    tile_write((float *)a->p[4] + i * n, tile, n, rows);
}

static void fast_short(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_tiles(a, lo, hi, fast_rows, a->p[2], a->p[5]);
}

const struct gradus_op GRADUS_ROW(softmax_cross_entropy) = {
    .name = "softmax_cross_entropy",
    .formula = "row = ln sum_j e^x_j - x_label, loss = sum row / m, dx = (softmax(x) - onehot(label)) / m",
    .cite = "F26, p23_softmaxce",
    .axes = "mn",
    .operand = {{"x", "mn", .lo = -20, .hi = 20},
                {"label", "m", .below = 'n'},
                {"row", "m", GRADUS_OUT},
                {"loss", "", GRADUS_OUT},
                {"dx", "mn", GRADUS_OUT},
                {"work", "#", GRADUS_WORK}},
    .constants = loss_constants,
    .flops = "7mn + 4m",
    .impl = {{"exact", "n <= 16", "(n + 180)v", {{exact_short, 'm', SUM_GRAIN}, {loss_mean_of_rows}}},
             {"exact", NULL, "(n / 8 + 190)v", {{exact_long, 'm', SUM_GRAIN}, {loss_mean_of_rows}}},
             {"fast", "n <= 16", "n + 12", {{fast_short, 'm', SUM_GRAIN}, {loss_mean_of_rows}}},
             {"fast", NULL, "n / 1024 + 31", {{fast_long, 'm', SUM_GRAIN}, {loss_mean_of_rows}}}},
};
