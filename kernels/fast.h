/* SPDX-License-Identifier: MIT
 * fast.h - elementary functions of a float in float32, sixteen at a time: within 2.5 ulp of the value for every float,
 * as the rows say. No branch, table or library call, and every fused step is written fmaf(): the bits are the same
 * whatever the compiler makes of it. Functions of a float are for x that is no NaN: unary.h brings it back.
 *
 * Powers of 2 are kept apart from what they multiply, 1 + tail, and the tail joins in one fmaf with the last sum: one
 * rounding and one step fewer. Where the result may be subnormal all of it is computed 2^FAST_SHIFT as large, so that
 * digits are lost once, at the end.
 */
#ifndef FAST_H
#define FAST_H

#include "exact.h"

#define FAST_ROUND 0x1.8p23f /* adding it rounds to an integer, left in the low bits */
#define FAST_LOG2E 0x1.715476p0f
#define FAST_LN2_HI 0x1.62e43p-1f /* x - k times this is exact in one fmaf */
#define FAST_LN2_LO -0x1.05c61p-29f

enum { FAST_ONE = 127 << 23, FAST_SHIFT = 32 };

/* x = k ln 2 + r with |r| <= 0.34658; returns r, and k in the exponent bits of *power. */
static inline float fast_reduce(float x, uint32_t *power)
{
    float s = fmaf(x, FAST_LOG2E, FAST_ROUND);
    float k = s - FAST_ROUND;
    *power = exact_float_bits(s) << 23;
    return fmaf(-k, FAST_LN2_LO, fmaf(-k, FAST_LN2_HI, x));
}

/* e^r - 1, good beside e^r. */
static inline float fast_exp_tail(float r)
{
    float z = r * r;
    float low = fmaf(FAST_EXP_1, r, FAST_EXP_0), high = fmaf(FAST_EXP_3, r, FAST_EXP_2);
    return fmaf(z, fmaf(fmaf(FAST_EXP_4, z, high), z, low), r);
}

/* e^r - 1, good beside itself. */
static inline float fast_expm1_tail(float r)
{
    float z = r * r;
    float low = fmaf(FAST_EXPM1_1, r, FAST_EXPM1_0), high = fmaf(FAST_EXPM1_3, r, FAST_EXPM1_2);
    return fmaf(z, fmaf(fmaf(FAST_EXPM1_4, z, high), z, low), r);
}

/* 2^(k + shift) of fast_reduce's power. */
static inline float fast_power(uint32_t power, int shift)
{
    return exact_float(power + (uint32_t)((127 + shift) << 23));
}

/* Beyond the clamps 0 or infinite. Half way 2^64 or 2^-64 as large as the result, for its sign of x, so that neither
 * end leaves the exponents. */
static inline float fast_exp(float x)
{
    uint32_t power, negative = exact_float_bits(x) >> 31 << 30; /* 128 in an exponent, or 0 */
    float tail = fast_exp_tail(fast_reduce(exact_clamp(x, -105, 90), &power));
    float scale = exact_float(power + negative + FAST_ONE - ((uint32_t)64 << 23));
    return fmaf(scale, tail, scale) * exact_float(FAST_ONE + ((uint32_t)64 << 23) - negative);
}

/* 1 / (1 + e^-x), both 2^-32 as large. Above 60 it is 1. */
static inline float fast_sigmoid(float x)
{
    uint32_t power;
    float tail = fast_exp_tail(fast_reduce(-exact_clamp(x, -105, 60), &power));
    float scale = fast_power(power, -FAST_SHIFT);
    return 0x1p-32f / fmaf(scale, tail, scale + 0x1p-32f);
}

/* (1 - t) / (1 + t) with t = e^-2|x|, 1 - t good beside itself. From 10 on it is 1. */
static inline float fast_tanh(float x)
{
    uint32_t power;
    float q = fast_expm1_tail(fast_reduce(-2 * exact_clamp_abs(x, 10), &power));
    float scale = fast_power(power, 0);
    return copysignf(fmaf(-scale, q, 1 - scale) / fmaf(scale, q, 1 + scale), x);
}

/* t / (1 + t)^2 for t = e^-y, times 2^FAST_SHIFT; 0 <= y <= 108. */
static inline float fast_bell(float minus_y)
{
    uint32_t power;
    float tail = fast_exp_tail(fast_reduce(minus_y, &power));
    float scale = fast_power(power, FAST_SHIFT);
    float large = fmaf(scale, tail, scale);
    float t = large * 0x1p-32f;
    return large / fmaf(t, t + 2, 1);
}

static inline float fast_sigmoid_derivative(float x)
{
    return fast_bell(-exact_clamp_abs(x, 105)) * 0x1p-32f;
}

static inline float fast_tanh_derivative(float x)
{
    return fast_bell(-2 * exact_clamp_abs(x, 54)) * 0x1p-30f;
}

/* ln(1 + t) for 0 <= t <= 1, good beside itself. */
static inline float fast_log1p(float t)
{
    float z = t * t, w = z * z;
    float a = fmaf(FAST_LOG1P_1, t, FAST_LOG1P_0), b = fmaf(FAST_LOG1P_3, t, FAST_LOG1P_2);
    float c = fmaf(FAST_LOG1P_5, t, FAST_LOG1P_4), d = fmaf(FAST_LOG1P_7, t, FAST_LOG1P_6);
    float high = fmaf(fmaf(FAST_LOG1P_8, z, d), z, c);
    return fmaf(z, fmaf(high, w, fmaf(b, z, a)), t);
}

static inline float fast_softplus(float x)
{
    uint32_t power;
    float tail = fast_exp_tail(fast_reduce(-exact_clamp_abs(x, 105), &power));
    float scale = fast_power(power, FAST_SHIFT);
    float line = x < 0 ? 0 : x;
    return line + fast_log1p(fmaf(scale, tail, scale) * 0x1p-32f);
}

/* ln x: k ln 2 + ln m, m within a factor sqrt 2 of 1. */
static inline float fast_log(float x)
{
    const uint32_t sqrt_half = 0x3f3504f3;
    bool small = exact_float_bits(x) < (uint32_t)1 << 23; /* subnormal */
    uint32_t bits = exact_float_bits(small ? x * 0x1p32f : x);
    uint32_t biased = (bits - sqrt_half + ((uint32_t)128 << 23)) >> 23; /* exponent + 128, no signed shift */
    float m = exact_float(bits - ((biased - 128) << 23));
    float k = (float)(int32_t)biased - (small ? 160 : 128);
    float f = m - 1, z = f * f, w = z * z;
    float a = fmaf(FAST_LOG_1, f, FAST_LOG_0), b = fmaf(FAST_LOG_3, f, FAST_LOG_2);
    float c = fmaf(FAST_LOG_5, f, FAST_LOG_4), d = fmaf(FAST_LOG_7, f, FAST_LOG_6);
    float p = fmaf(fmaf(d, z, c), w, fmaf(b, z, a));
    float y = fmaf(k, FAST_LN2_HI, fmaf(z, p, k * FAST_LN2_LO) + f);
    y = x == INFINITY ? x : y;
    y = x > 0 ? y : (float)NAN;
    return x == 0 ? -INFINITY : y;
}

#endif
