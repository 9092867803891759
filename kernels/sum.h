/* SPDX-License-Identifier: MIT
 * sum.h - sums whose bits depend on the shape alone: chunks of SUM_GRAIN, each in SUM_LANES lanes and a fixed tree, the
 * chunks' parts in pairs. For n <= 2^44 that is at most 127 + 5 + 32 roundings on any way from a term to the sum. */
#ifndef SUM_H
#define SUM_H

#include <stddef.h>

enum { SUM_GRAIN = 4096, SUM_LANES = 32 };

/* `half`, a constant where this is inlined: a loop of known length needs no scalar end. */
static inline void sum_fold(double *lane, size_t half)
{
#pragma omp simd
    for (size_t i = 0; i < half; i++)
        lane[i] += lane[i + half];
}

/* Folds the lanes, halving each time; destroys them. */
static inline double sum_lanes(double *lane)
{
    sum_fold(lane, 16);
    sum_fold(lane, 8);
    sum_fold(lane, 4);
    sum_fold(lane, 2);
    return lane[0] + lane[1];
}

/* Folds n parts, neighbours first, as a tree of ceil(log2 n) levels; destroys them. */
static inline double sum_parts(double *part, size_t n)
{
    for (size_t step = 1; step < n; step *= 2)
        for (size_t i = 0; i + step < n; i += 2 * step)
            part[i] += part[i + step];
    return part[0];
}

#endif
