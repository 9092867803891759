/* SPDX-License-Identifier: MIT
 * fill.c - SplitMix64 with the element's number as its counter.
 * Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators", OOPSLA, section 5 and figure 17. */
#include "fill.h"

#include <math.h>

static const uint64_t GOLDEN = UINT64_C(0x9e3779b97f4a7c15); /* 2^64 / golden ratio, made odd */

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* The seed is mixed before it starts the stream: streams of neighbouring seeds would else be one stream, shifted. */
static uint64_t stream_start(uint64_t seed)
{
    return mix(seed + GOLDEN);
}

static uint64_t element(uint64_t start, uint64_t i)
{
    return mix(start + (i + 1) * GOLDEN);
}

/* The largest float below x, the smallest float not below x. */
static float float_below(double x)
{
    float f = (float)x;
    return (double)f < x ? f : nextafterf(f, -INFINITY);
}

static float float_from(double x)
{
    float f = (float)x;
    return (double)f < x ? nextafterf(f, INFINITY) : f;
}

void fill_uniform(float *x, size_t n, double lo, double hi, uint64_t seed)
{
    if (lo == 0 && hi == 0) {
        lo = -1;
        hi = 1;
    }
    /* Rounding to float may carry a value onto hi or below lo: these are the outermost floats that still belong. */
    const float first = float_from(lo), last = float_below(hi);
    const double width = hi - lo;
    const uint64_t start = stream_start(seed);
    for (size_t i = 0; i < n; i++) {
        float f = (float)(lo + width * ((double)(element(start, i) >> 11) * 0x1p-53));
        f = f > last ? last : f;
        x[i] = f < first ? first : f;
    }
}

void fill_labels(int32_t *x, size_t n, size_t below, uint64_t seed)
{
    const uint64_t start = stream_start(seed);
    for (size_t i = 0; i < n; i++)
        x[i] = (int32_t)(((element(start, i) >> 32) * (uint64_t)below) >> 32);
}
