/* SPDX-License-Identifier: MIT
 * slope.h - the derivative of relu (alpha = 0) and leaky_relu: alpha at 0, 1 above; a NaN goes through. From x or from
 * y: both have the same sign, or are 0 together, as long as alpha >= 0. */
#ifndef SLOPE_H
#define SLOPE_H

#include "gradus.h"

static inline float slope_at(float x, float alpha)
{
    return x > 0 ? 1 : x <= 0 ? alpha : x;
}

static inline void slope_run(const struct gradus_args *a, size_t lo, size_t hi, float alpha)
{
    const float *x = a->p[0];
    float *dx = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        dx[i] = slope_at(x[i], alpha);
}

#endif
