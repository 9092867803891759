/* SPDX-License-Identifier: MIT
 * exact.h - elementary functions of a float in double, to within 2^-50 of the value, so that one rounding to float32
 * gives the nearest float for all but the rarest inputs. No branch, table or library call: the loops around them
 * vectorise.
 *
 * Error bounds are given in v, one rounding of the value: 2^-53 of it.
 *
 * Operand order in the selects matters: a comparison with NaN is false, and the NaN must survive it.
 */
#ifndef EXACT_H
#define EXACT_H

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

/* x = k ln 2 + r with |r| <= 0.3466; k stays in the low bits of the result's shifted form. */
static inline double exact_reduce(double x, uint64_t *shifted)
{
    double s = x * EXACT_LOG2E + EXACT_ROUND;
    double k = s - EXACT_ROUND;
    *shifted = exact_bits(s);
    return fma(-k, EXACT_LN2_LO, fma(-k, EXACT_LN2_HI, x));
}

/* (e^r - 1 - r) / r^2 by its Taylor series up to r^13 / 13!: the remainder is below 2^-57 of e^r for |r| <= 0.3466. */
static inline double exact_exp_tail(double r)
{
    double p = 1.0 / 6227020800;
    p = fma(p, r, 1.0 / 479001600);
    p = fma(p, r, 1.0 / 39916800);
    p = fma(p, r, 1.0 / 3628800);
    p = fma(p, r, 1.0 / 362880);
    p = fma(p, r, 1.0 / 40320);
    p = fma(p, r, 1.0 / 5040);
    p = fma(p, r, 1.0 / 720);
    p = fma(p, r, 1.0 / 120);
    p = fma(p, r, 1.0 / 24);
    p = fma(p, r, 1.0 / 6);
    return fma(p, r, 0.5);
}

/* e^x for |x| <= 700, to 2v: 1 + (...) in [0.7, 1.42] is rounded last, at most 1v; below it r (2^-55), the sum (2^-55)
 * and r^2 times the series (3 * 2^-57), which are 0.7v of the value. For an x that is no float 0.4v more, in r. */
static inline double exact_exp_bounded(double x)
{
    uint64_t shifted;
    double r = exact_reduce(x, &shifted);
    double p = 1 + fma(r * r, exact_exp_tail(r), r);
    return exact_double(exact_bits(p) + (shifted << 52));
}

/* e^x for any float: beyond the clamps the float result is 0 or infinite anyway. */
static inline double exact_exp(double x)
{
    x = x > 90 ? 90 : x;
    x = x < -105 ? -105 : x;
    return exact_exp_bounded(x);
}

/* e^x for any x <= 0. What is left out below -700 is far less than any float, even when a great many are added. */
static inline double exact_exp_negative(double x)
{
    double y = exact_exp_bounded(x);
    return x < -700 ? 0 : y;
}

/* e^-|x|, the form in which sigmoid, softplus and their derivatives are safe on both sides. */
static inline double exact_exp_minus_abs(double x)
{
    double a = fabs(x);
    a = a > 105 ? 105 : a;
    return exact_exp_bounded(-a);
}

/* e^x - 1 for 0 <= x <= 700, formed as 2^k q + (2^k - 1), to 4v: for k = 0 it is q, good to 1.5v; else the 0.6 * 2^-53
 * of q count most for k = 1 and the least value, 0.41, twice 0.6 / 0.41, and the last rounding. */
static inline double exact_expm1(double x)
{
    uint64_t shifted;
    double r = exact_reduce(x, &shifted);
    double q = fma(r * r, exact_exp_tail(r), r);
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
    /* atanh series: |s| <= 0.1716, the first term left out is z^11 / 23 < 2^-60. */
    double p = 1.0 / 21;
    p = fma(p, z, 1.0 / 19);
    p = fma(p, z, 1.0 / 17);
    p = fma(p, z, 1.0 / 15);
    p = fma(p, z, 1.0 / 13);
    p = fma(p, z, 1.0 / 11);
    p = fma(p, z, 1.0 / 9);
    p = fma(p, z, 1.0 / 7);
    p = fma(p, z, 1.0 / 5);
    p = fma(p, z, 1.0 / 3);
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

/* To 4v: t, the sum and the quotient. Near 0 every odd multiple of 2^-23 is a tie but for -x^3 / 48, which no double
 * shows beside 1/2: there a slope a little below 1/4 rounds as the function does. */
static inline double exact_sigmoid(double x)
{
    double t = exact_exp_minus_abs(x);
    double y = (x < 0 ? t : 1) / (1 + t);
    return fabs(x) < 0x1.ap-13 ? 0.5 + x * (0.25 - 0x1p-30) : y;
}

/* To 6v: t, the sum twice, the square and the quotient. */
static inline double exact_sigmoid_derivative(double x)
{
    double t = exact_exp_minus_abs(x);
    return t / ((1 + t) * (1 + t));
}

/* To 6v: e by 2 / (e + 2) of its error, the sum and the quotient. From 10 on it is 1 to within half an ulp of a float.
 */
static inline double exact_tanh(double x)
{
    double a = fabs(x);
    a = a > 10 ? 10 : a;
    double e = exact_expm1(2 * a);
    return copysign(e / (e + 2), x);
}

/* To 6v, as the derivative of the sigmoid. */
static inline double exact_tanh_derivative(double x)
{
    double a = fabs(x);
    a = a > 54 ? 54 : a; /* 4 e^-108 rounds to 0; 4 e^-104 would not */
    double t = exact_exp_bounded(-2 * a);
    return 4 * t / ((1 + t) * (1 + t));
}

/* To 7v: t moves ln(1 + t) by at most its own 2v, the logarithm adds 4v, the sum 1v. */
static inline double exact_softplus(double x)
{
    double line = x < 0 ? 0 : x, tail, bend = exact_log1p_parts(exact_exp_minus_abs(x), &tail);
    double large = line > bend ? line : bend, small = line > bend ? bend : line;
    double head = large + small;
    double left = small - (head - large);
    /* Beyond the floats' own size nothing is left over, and inf - inf must not be. */
    return exact_sum(head, x < 128 ? tail + left : tail);
}

#endif
