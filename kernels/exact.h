/* SPDX-License-Identifier: MIT
 * exact.h - elementary functions of a float in double, to within 2^-49 of the value, so that one rounding to float32
 * gives the nearest float for all but the rarest inputs; for those, see data/hard. No branch, table or library call:
 * the loops around them vectorise.
 *
 * Error bounds are given in v, one rounding of the value: 2^-53 of it.
 *
 * Functions of a float are for x that is no NaN: unary.h brings it back. In the others the operand order of the selects
 * matters: a comparison with NaN is false, and the NaN must survive it.
 */
#ifndef EXACT_H
#define EXACT_H

#include "polynomial.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t exact_bits(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double exact_double(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

#define EXACT_ROUND 0x1.8p52            /* adding it rounds to an integer, left in the low bits */
#define EXACT_LOG2E 0x1.71547652b82fep0 /* log2 e */
#define EXACT_LN2_HI 0x1.62e42fefa38p-1 /* ln 2 in 41 bits: k * this is exact for |k| < 2^12 */
#define EXACT_LN2_LO 0x1.ef35793c7673p-45

static inline uint32_t exact_float_bits(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline float exact_float(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* max(low, min(high, x)) for low < 0 < high. As integers: compilers see through a select between floats, and compute
 * what follows from the limits apart. */
static inline float exact_clamp(float x, float low, float high)
{
    int32_t most = (int32_t)exact_float_bits(high), signed_bits = (int32_t)exact_float_bits(x);
    uint32_t least = exact_float_bits(low), bits = (uint32_t)(signed_bits < most ? signed_bits : most);
    return exact_float(bits < least ? bits : least);
}

/* min(|x|, limit) */
static inline float exact_clamp_abs(float x, float limit)
{
    uint32_t bits = exact_float_bits(x) & 0x7fffffff, most = exact_float_bits(limit);
    return exact_float(bits < most ? bits : most);
}

/* x = k ln 2 + r with |r| <= 0.34658; k stays in the low bits of the result's shifted form. */
static inline double exact_reduce(double x, uint64_t *shifted)
{
    double s = fma(x, EXACT_LOG2E, EXACT_ROUND);
    double k = s - EXACT_ROUND;
    *shifted = exact_bits(s);
    return fma(-k, EXACT_LN2_LO, fma(-k, EXACT_LN2_HI, x));
}

/* e^r - 1, to 2^-51.61 of e^r (polynomial.h) and the rounding of the sum; odd and even powers apart, so that the
 * longest chain is half as long. */
static inline double exact_exp_tail(double r)
{
    double z = r * r;
    double odd = fma(EXP_7, z, EXP_5), even = fma(EXP_8, z, EXP_6);
    odd = fma(odd, z, EXP_3);
    even = fma(even, z, EXP_4);
    odd = fma(odd, z, EXP_1);
    even = fma(even, z, EXP_2);
    even = fma(even, z, EXP_0);
    return fma(z, fma(odd, r, even), r);
}

/* e^x for |x| <= 700, to 5v: the polynomial is good to 2.7v; 1 + (...) in [0.7, 1.42] is rounded last, at most 1v;
 * below it r (2^-55), the sum (2^-55) and r^2 times the series (3 * 2^-57), which are 0.7v of the value. For an x that
 * is no float 0.4v more, in r. */
static inline double exact_exp_bounded(double x)
{
    uint64_t shifted;
    double p = 1 + exact_exp_tail(exact_reduce(x, &shifted));
    return exact_double(exact_bits(p) + (shifted << 52));
}

/* e^x for any float: beyond the clamps the float result is 0 or infinite anyway. */
static inline double exact_exp(float x)
{
    return exact_exp_bounded(exact_clamp(x, -105, 90));
}

/* e^x for any x <= 0. What is left out below -700 is far less than any float, even when a great many are added. */
static inline double exact_exp_negative(double x)
{
    double y = exact_exp_bounded(x);
    return x < -700 ? 0 : y;
}

/* e^-|x|, the form in which sigmoid, softplus and their derivatives are safe on both sides. */
static inline double exact_exp_minus_abs(float x)
{
    return exact_exp_bounded(-exact_clamp_abs(x, 105));
}

/* e^x - 1 for 0 <= x <= 700, formed as 2^k q + (2^k - 1), to 5v. q = e^r - 1 is good to 0.4v (polynomial.h) and 1.5v
 * for the rounding; for k = 0 that is it. For k = 1 the value may be as small as 0.41 and 2 q as large as 0.59: 0.6v,
 * and 2 * 0.6 * 2^-53 by 0.41 for the rounding of q, and the last one. */
static inline double exact_expm1(double x)
{
    uint64_t shifted;
    double r = exact_reduce(x, &shifted), z = r * r;
    double odd = fma(EXPM1_9, z, EXPM1_7), even = fma(EXPM1_8, z, EXPM1_6);
    odd = fma(odd, z, EXPM1_5);
    even = fma(even, z, EXPM1_4);
    odd = fma(odd, z, EXPM1_3);
    even = fma(even, z, EXPM1_2);
    odd = fma(odd, z, EXPM1_1);
    even = fma(even, z, EXPM1_0);
    double q = fma(z, fma(odd, r, even), r);
    double scale = exact_double(exact_bits(1.0) + (shifted << 52));
    return fma(scale, q, scale - 1);
}

/* a + b for |a| >= |b|. Where the rounded sum lies halfway between two floats, rounding it once more would be decided
 * by the tie and not by the value: it is moved by its last bit towards what the sum left out. */
static inline double exact_sum(double a, double b)
{
    double y = a + b;
    double rest = b - (y - a);
    uint64_t bits = exact_bits(y);
    uint64_t towards = (exact_bits(rest) ^ bits) >> 63 ? (uint64_t)-1 : 1;
    bool halfway = (bits & 0x1fffffff) == 0x10000000;
    return halfway && rest != 0 ? exact_double(bits + towards) : y;
}

/* ln x for finite x > 0 no smaller than the least positive float, as head + tail: the tail, at most a fifth of the
 * value (f - ln 2 has the ulp of 0.28 where the value is at least 0.35), is good to 5.2v of itself, 1.1v of the value.
 */
static inline double exact_log_parts(double x, double *tail)
{
    const uint64_t sqrt_half = 0x3fe6a09e667f3bcdu;
    uint64_t bits = exact_bits(x);
    uint64_t biased = (bits - sqrt_half + ((uint64_t)1024 << 52)) >> 52; /* exponent + 1024, no signed shift */
    double m = exact_double(bits - ((biased - 1024) << 52));
    double k = exact_double(biased | 0x4330000000000000u) - (0x1p52 + 1024); /* to double without a conversion */
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double w = z * z;
    double p = fma(ATANH_6, w, ATANH_4), odd = fma(ATANH_5, w, ATANH_3);
    p = fma(p, w, ATANH_2);
    odd = fma(odd, w, ATANH_1);
    p = fma(p, w, ATANH_0);
    p = fma(odd, z, p);
    double head = fma(k, EXACT_LN2_HI, f);
    double left = fma(k, EXACT_LN2_HI, -head) + f; /* what the head's rounding left out, exactly */
    /* 2 s = f - s f, so ln m = f - s (f - 2 z p): the leading term is exact. */
    *tail = fma(k, EXACT_LN2_LO, -s * fma(-2 * z, p, f)) + left;
    return head;
}

/* ln x for finite x > 0, to 3v. */
static inline double exact_log_positive(double x)
{
    double tail, head = exact_log_parts(x, &tail);
    return exact_sum(head, tail);
}

/* ln x for any float: -inf at zero, NaN below, +inf at +inf. */
static inline double exact_log(double x)
{
    double y = exact_log_positive(x);
    y = x == INFINITY ? x : y;
    y = x > 0 ? y : (double)NAN;
    y = x == 0 ? -INFINITY : y;
    return y;
}

/* ln(1 + t) for finite t >= 0, as head + tail: the rounding of 1 + t is put back. u - 1 is exact for t < 2^53 and of no
 * account beyond. */
static inline double exact_log1p_parts(double t, double *tail)
{
    double u = 1 + t;
    double head = exact_log_parts(u, tail);
    *tail += (t - (u - 1)) / u;
    return head;
}

/* ln(1 + t) for finite t >= 0, to 4v. */
static inline double exact_log1p(double t)
{
    double tail, head = exact_log1p_parts(t, &tail);
    return head + tail;
}

/* ln x for any float that is no NaN: -inf at zero, NaN below, +inf at +inf. */
static inline double exact_log_float(float x)
{
    return exact_log(x);
}

/* To 7v: t, the sum and the quotient. Near 0 every odd multiple of 2^-23 is a tie but for -x^3 / 48, which no double
 * shows beside 1/2: there a slope a little below 1/4 rounds as the function does. */
static inline double exact_sigmoid(float x)
{
    double t = exact_exp_minus_abs(x);
    double y = (x < 0 ? t : 1) / (1 + t);
    return fabsf(x) < 0x1.ap-13f ? fma(x, 0.25 - 0x1p-30, 0.5) : y;
}

/* To 9v: t, the sum twice, the square and the quotient. */
static inline double exact_sigmoid_derivative(float x)
{
    double t = exact_exp_minus_abs(x);
    return t / ((1 + t) * (1 + t));
}

/* To 7v: e by 2 / (e + 2) of its error, the sum and the quotient. From 10 on it is 1 to within half an ulp of a float.
 */
static inline double exact_tanh(float x)
{
    double e = exact_expm1(2 * exact_clamp_abs(x, 10));
    return copysign(e / (e + 2), x);
}

/* To 9v, as the derivative of the sigmoid. 4 e^-108 rounds to 0; 4 e^-104 would not. */
static inline double exact_tanh_derivative(float x)
{
    double t = exact_exp_bounded(-2 * exact_clamp_abs(x, 54));
    return 4 * t / ((1 + t) * (1 + t));
}

/* To 10v: t moves ln(1 + t) by at most its own 5v, the logarithm adds 4v, the sum 1v. */
static inline double exact_softplus(float x)
{
    double line = x < 0 ? 0 : x, tail, bend = exact_log1p_parts(exact_exp_minus_abs(x), &tail);
    double large = line > bend ? line : bend, small = line > bend ? bend : line;
    double head = large + small;
    double left = small - (head - large);
    /* Beyond the floats' own size nothing is left over, and inf - inf must not be. */
    return exact_sum(head, x < 128 ? tail + left : tail);
}

#endif
