/* SPDX-License-Identifier: MIT
 * softmax.h - what the softmax rows share: the largest of a row, e^(x_j - largest), and their sum.
 *
 * Errors, d = |x_j - largest|: the difference is rounded, so e^(x_j - largest) is good to (d + 5)v, the sum to
 * (ln n + 5)v for its terms (sum e^-d d <= ln n sum e^-d) and (n / 16 + 4)v for the adding; ln n <= n / 16 + 1.8, so
 * the sum is good to (n / 8 + 11)v. */
#ifndef SOFTMAX_H
#define SOFTMAX_H

#include "block.h"
#include "exact.h"

/* A row may be of any length and nothing allocates: the exponentials are kept of as many as this, and computed anew of
 * the others. */
enum { SOFTMAX_KEPT = 1024 };

struct softmax {
    const float *x;
    size_t n;
    double largest;
    double e[SOFTMAX_KEPT + BLOCK];
};

static inline void softmax_exponentials(double *e, const struct softmax *s, size_t j)
{
    float copy[BLOCK];
    const float *x = block_in(s->x + j, s->n - j, copy, -INFINITY);
    double largest = s->largest; /* e may be part of s: the loop must not fetch it again and again */
#pragma omp simd
    for (size_t l = 0; l < BLOCK; l++)
        e[l] = exact_exp_negative(x[l] - largest);
}

/* The block of exponentials that starts at j; 0 beyond the row. */
static inline const double *softmax_block(struct softmax *s, size_t j)
{
    if (j < SOFTMAX_KEPT)
        return s->e + j;
    softmax_exponentials(s->e + SOFTMAX_KEPT, s, j);
    return s->e + SOFTMAX_KEPT;
}

/* With a NaN in the row, `largest` is any of it: the exponentials bring the NaN back. */
static inline void softmax_begin(struct softmax *s, const float *x, size_t n)
{
    s->x = x;
    s->n = n;
    s->largest = block_largest(x, n);
}

/* Computes the exponentials; returns their sum without that of index `skip` (SIZE_MAX: none). */
static inline double softmax_sum(struct softmax *s, size_t skip)
{
    double lane[BLOCK] = {0};
    for (size_t j = 0; j < s->n; j += BLOCK) {
        double *e = s->e + (j < SOFTMAX_KEPT ? j : SOFTMAX_KEPT);
        softmax_exponentials(e, s, j);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++)
            lane[l] += j + l == skip ? 0 : e[l];
    }
    return block_sum(lane);
}

#endif
