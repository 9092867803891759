/* SPDX-License-Identifier: MIT
 * fast_softmax.h - what the fast softmax rows share, in float32: e^(x_j - largest), 2^64 as large so that none of them
 * is subnormal, and their sum.
 *
 * Errors in u = 2^-24 of the value, d = |x_j - largest|: the difference is rounded, so an exponential is good to
 * d + 2.1 (fast.h: 1.022 ulp), a sum to ln n + 2.1 for its terms (sum e^-d d <= ln n sum e^-d) and to what the adding
 * costs: 19 along a long row, which goes on in double from there, n - 1 along a short one. */
#ifndef FAST_SOFTMAX_H
#define FAST_SOFTMAX_H

#include "block.h"
#include "fast.h"
#include "tile.h"

enum { FAST_SOFTMAX_RUN = 16 * BLOCK_WIDE }; /* elements that are added in float32 */

/* Of a row: the sum of all its exponentials, or of the others than the largest. */
struct fast_softmax {
    float largest;
    double sum;     /* not 2^64 as large */
    double inverse; /* 2^-64 / sum of all */
};

/* 2^64 e^x for x <= 0; a NaN goes through. What is left out below -130 is far less than any float, even when a great
 * many are added. */
static inline float fast_exp_negative(float x)
{
    uint32_t power;
    float tail = fast_exp_tail(fast_reduce(x, &power));
    float scale = fast_power(power, 64);
    return x < -130 ? 0 : fmaf(scale, tail, scale);
}

/* The sum without the largest, given the sum of those that are less and how many are as large as it. Of two infinite
 * ones the difference is NaN. */
static inline double fast_softmax_others(double less, double ties, float largest)
{
    return less * 0x1p-64 + (ties > 1 ? ties - 1 + (double)(largest - largest) : 0);
}

struct fast_lanes {
    float sum[BLOCK_WIDE];
    int32_t ties[BLOCK_WIDE];
};

/* Writes the exponentials of `width` elements, a constant where this is inlined; x may be e. */
static inline void fast_softmax_part(float *e, const float *x, size_t width, float largest, bool others,
                                     struct fast_lanes *to)
{
#pragma omp simd
    for (size_t l = 0; l < width; l++) {
        bool top = others && x[l] == largest;
        float y = fast_exp_negative(x[l] - largest);
        e[l] = y;
        to->sum[l] += top ? 0 : y;
        to->ties[l] += top;
    }
}

/* Writes the exponentials of a row; x may be e. `others`, a constant where this is inlined: the sum is without the
 * largest. */
static inline struct fast_softmax fast_softmax(float *e, const float *x, size_t n, bool others)
{
    struct fast_softmax s = {.largest = block_largest(x, n)};
    double sum[BLOCK] = {0}, ties[BLOCK] = {0};
    size_t j = 0;
    while (j < n) {
        struct fast_lanes lanes = {0};
        size_t end = n - j < FAST_SOFTMAX_RUN ? n : j + FAST_SOFTMAX_RUN;
        for (; end - j >= BLOCK_WIDE; j += BLOCK_WIDE)
            fast_softmax_part(e + j, x + j, BLOCK_WIDE, s.largest, others, &lanes);
        for (; j < end; j += BLOCK) {
            float copy[2][BLOCK];
            const float *v = block_in(x + j, end - j, copy[0], -INFINITY);
            fast_softmax_part(block_out(e + j, end - j, copy[1]), v, BLOCK, s.largest, others, &lanes);
            block_end(e + j, end - j, copy[1]);
        }
        for (size_t k = 0; k < BLOCK_WIDE; k += BLOCK)
#pragma omp simd
            for (size_t l = 0; l < BLOCK; l++) {
                sum[l] += (double)lanes.sum[k + l];
                ties[l] += others ? lanes.ties[k + l] : 0;
            }
    }
    s.sum = block_sum(sum);
    if (others)
        s.sum = fast_softmax_others(s.sum, block_sum(ties), s.largest);
    /* The largest one's share is 1, but NaN where it is infinite. */
    s.inverse = others ? 0x1p-64 / (1 + (double)(s.largest - s.largest) + s.sum) : 1 / s.sum;
    return s;
}

/* The same of TILE_ROWS short rows. */
struct fast_tile {
    float largest[TILE_ROWS];
    tile_floats e;
    double sum[TILE_ROWS];
    float inverse[TILE_ROWS];
};

static inline void fast_tile(struct fast_tile *s, tile_floats x, size_t n, bool others)
{
    float sum[TILE_ROWS] = {0};
    int32_t ties[TILE_ROWS] = {0};
    for (size_t l = 0; l < TILE_ROWS; l++)
        s->largest[l] = x[0][l];
    for (size_t j = 1; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            s->largest[l] = x[j][l] > s->largest[l] ? x[j][l] : s->largest[l];
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            bool top = others && x[j][l] == s->largest[l];
            float y = fast_exp_negative(x[j][l] - s->largest[l]);
            s->e[j][l] = y;
            sum[l] += top ? 0 : y;
            ties[l] += top;
        }
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++) {
        s->sum[l] = others ? fast_softmax_others((double)sum[l], ties[l], s->largest[l]) : (double)sum[l] * 0x1p-64;
        float all = others ? 1 + (s->largest[l] - s->largest[l]) + (float)s->sum[l] : sum[l];
        s->inverse[l] = others ? 0x1p-64f / all : 1 / all;
    }
}

#endif
