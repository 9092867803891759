/* SPDX-License-Identifier: MIT
 * block.h - a row of n floats, taken BLOCK at a time. The last block is worked on in a copy that is filled up, so that
 * every loop over a block has a constant length and short rows vectorise too. A sum over a row goes by BLOCK lanes and
 * a fixed tree: at most n / 16 + 4 roundings on any way from a term to the sum. */
#ifndef BLOCK_H
#define BLOCK_H

#include "sum.h"

#include <stddef.h>

enum {
    BLOCK = 16,
    BLOCK_WIDE = 64, /* lanes that wait for their last sum in memory: four times as many wait a quarter as often */
};

/* The next BLOCK of `left` floats: x itself, or `copy` with `pad` where there are none. */
static inline const float *block_in(const float *x, size_t left, float *copy, float pad)
{
    if (left >= BLOCK)
        return x;
#pragma omp simd
    for (size_t l = 0; l < BLOCK; l++)
        copy[l] = l < left ? x[l] : pad;
    return copy;
}

/* Where to write the next BLOCK of `left` floats, and what brings the copy home. */
static inline float *block_out(float *y, size_t left, float *copy)
{
    return left >= BLOCK ? y : copy;
}

static inline void block_end(float *y, size_t left, const float *copy)
{
    if (left >= BLOCK)
        return;
#pragma omp simd
    for (size_t l = 0; l < BLOCK; l++)
        if (l < left)
            y[l] = copy[l];
}

static inline void block_larger(float *lane, size_t half)
{
#pragma omp simd
    for (size_t l = 0; l < half; l++)
        lane[l] = lane[l + half] > lane[l] ? lane[l + half] : lane[l];
}

/* The largest of a row; with a NaN in it, any of it. */
static inline float block_largest(const float *x, size_t n)
{
    float lane[BLOCK_WIDE], copy[BLOCK];
    size_t j = 0;
    for (size_t l = 0; l < BLOCK_WIDE; l++)
        lane[l] = x[0];
    for (; n - j >= BLOCK_WIDE; j += BLOCK_WIDE)
#pragma omp simd
        for (size_t l = 0; l < BLOCK_WIDE; l++)
            lane[l] = x[j + l] > lane[l] ? x[j + l] : lane[l];
    for (; j < n; j += BLOCK) {
        const float *v = block_in(x + j, n - j, copy, x[0]);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++)
            lane[l] = v[l] > lane[l] ? v[l] : lane[l];
    }
    for (size_t half = BLOCK_WIDE / 2; half >= BLOCK; half /= 2)
        block_larger(lane, half);
    block_larger(lane, 8);
    block_larger(lane, 4);
    block_larger(lane, 2);
    return lane[1] > lane[0] ? lane[1] : lane[0];
}

/* Folds the lanes, halving each time; destroys them. */
static inline double block_sum(double *lane)
{
    sum_fold(lane, 8);
    sum_fold(lane, 4);
    sum_fold(lane, 2);
    return lane[0] + lane[1];
}

#endif
