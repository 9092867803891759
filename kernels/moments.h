/* SPDX-License-Identifier: MIT
 * moments.h - mean and standard deviation of neighbouring columns, in two sweeps over their rows: a cache line of
 * floats serves all of its columns.
 *
 * Errors, size the mean of |x|, largest the largest |x|: the mean is good to m v size, so x - mean to m v size + v |x -
 * mean|. In the sum of squares the error of the mean cancels to first order: std is good to (m / 2 + 3)v of itself, and
 * y = (x - mean) / std to m v size / std + (m / 2 + 6)v |y|. */
#ifndef MOMENTS_H
#define MOMENTS_H

#include <math.h>
#include <stddef.h>

enum { MOMENTS_COLUMNS = 16 };

struct moments {
    double mean[MOMENTS_COLUMNS], inverse[MOMENTS_COLUMNS]; /* 1 / std; infinite for a constant column */
};

/* Of the columns x[0] .. x[columns - 1] (at most MOMENTS_COLUMNS) of m rows, each n floats after the other. */
static inline struct moments moments_of(const float *x, size_t m, size_t n, size_t columns)
{
    double sum[MOMENTS_COLUMNS] = {0}, square[MOMENTS_COLUMNS] = {0};
    struct moments of;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < columns; j++)
            sum[j] += x[i * n + j];
    for (size_t j = 0; j < columns; j++)
        of.mean[j] = sum[j] / (double)m;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < columns; j++) {
            double d = x[i * n + j] - of.mean[j];
            square[j] += d * d;
        }
    for (size_t j = 0; j < columns; j++)
        of.inverse[j] = 1 / sqrt(square[j] / (double)m);
    return of;
}

#endif
