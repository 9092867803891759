/* SPDX-License-Identifier: MIT
 * compare.c - distances in floats. A comparison with NaN is false: each test below is written so that false fails. */
#include "compare.h"

#include <float.h>
#include <math.h>
#include <string.h>

double compare_ulp(double x)
{
    if (!isfinite(x))
        return fabs(x);
    int exponent;
    frexp(x, &exponent); /* |x| in [2^(exponent - 1), 2^exponent) */
    return fabs(x) < FLT_MIN ? 0x1p-149 : ldexp(1, exponent - 24);
}

double compare_error(float got, double want, double scale, bool flush)
{
    float rounded = (float)want;
    if (isnan(got) || isnan(want))
        return isnan(got) && isnan(want) ? 0 : INFINITY;
    if (got == rounded)
        return 0;
    if (isinf(got) || isinf(want))
        return INFINITY;
    if (flush && got == 0 && fabsf(rounded) < FLT_MIN)
        return 0;
    /* An infinite scale would forgive anything. */
    if (!isfinite(scale))
        return INFINITY;
    double beyond = fabs(got - want) - compare_ulp(want) / 2;
    return beyond <= 0 ? 0 : beyond / (compare_ulp(scale) + (flush ? COMPARE_FLUSHED : 0));
}

bool compare_alike(float a, float b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (isnan(a) && isnan(b));
}

double compare_ulps(float got, float nearest, double want)
{
    if (compare_alike(got, nearest) && !isfinite(got))
        return 0;
    bool class = isfinite(got) && isfinite(nearest) && !signbit(got) == !signbit(nearest);
    return class ? fabs(got - want) / compare_ulp(want) : INFINITY;
}

bool compare_same_bits(float got, double want)
{
    return compare_alike(got, (float)want);
}
