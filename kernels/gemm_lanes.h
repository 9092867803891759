/* SPDX-License-Identifier: MIT
 * gemm_lanes.h - vectors of float32, as wide as the instruction set these objects are for, in the vector extensions
 * that GCC and Clang share. A loop of fmaf over the lanes becomes one fused multiply-add; written so, each lane has the
 * same bits whatever the width, the compiler and its options. */
#ifndef GEMM_LANES_H
#define GEMM_LANES_H

#include <math.h>
#include <stddef.h>
#include <string.h>

/* Without the instruction fmaf is a function call, and double arithmetic is faster. */
#if defined __FMA__ || defined __ARM_FEATURE_FMA
#define GEMM_HAS_FMA
#endif

#if defined __AVX512F__
#define LANES 16
#elif defined __AVX__
#define LANES 8
#else
#define LANES 4
#endif

typedef float lanes __attribute__((vector_size(LANES * sizeof(float))));

static inline lanes lanes_load(const float *p)
{
    lanes x;
    memcpy(&x, p, sizeof x);
    return x;
}

static inline void lanes_store(float *p, lanes x)
{
    memcpy(p, &x, sizeof x);
}

/* Copies fewer than 2 LANES floats, without a call for a few bytes. */
static inline void lanes_copy(float *to, const float *from, size_t count)
{
    size_t done = 0;
    for (size_t some = LANES; some > 0; some /= 2)
        if (count & some) {
            memcpy(to + done, from + done, some * sizeof *to);
            done += some;
        }
}

/* The floats at p, which must be before `end`; where that is within the vector, zeros from there on. */
static inline lanes lanes_load_before(const float *p, const float *end)
{
    if (end - p >= LANES)
        return lanes_load(p);
    float some[LANES] = {0};
    lanes_copy(some, p, (size_t)(end - p));
    return lanes_load(some);
}

static inline lanes lanes_all(float a)
{
    lanes x;
#pragma omp simd
    for (int l = 0; l < LANES; l++)
        x[l] = a;
    return x;
}

/* a b + c, each lane rounded once. */
static inline lanes lanes_fma(lanes a, lanes b, lanes c)
{
    lanes r;
#pragma omp simd
    for (int l = 0; l < LANES; l++)
        r[l] = fmaf(a[l], b[l], c[l]);
    return r;
}

/* LANES_PICK(x, y, s, low, high): lane l is lane l ^ high of y where l has the bit s, and lane l ^ low of x where not.
 */
#define LANES_AT(l, s, low, high) ((l) & (s) ? LANES + ((l) ^ (high)) : (l) ^ (low))
#define LANES_4(l, s, low, high)                                                                                       \
    LANES_AT(l, s, low, high), LANES_AT((l) + 1, s, low, high), LANES_AT((l) + 2, s, low, high),                       \
        LANES_AT((l) + 3, s, low, high)
#if LANES == 16
#define LANES_PICK(x, y, s, low, high)                                                                                 \
    __builtin_shufflevector(x, y, LANES_4(0, s, low, high), LANES_4(4, s, low, high), LANES_4(8, s, low, high),        \
                            LANES_4(12, s, low, high))
#elif LANES == 8
#define LANES_PICK(x, y, s, low, high) __builtin_shufflevector(x, y, LANES_4(0, s, low, high), LANES_4(4, s, low, high))
#else
#define LANES_PICK(x, y, s, low, high) __builtin_shufflevector(x, y, LANES_4(0, s, low, high))
#endif

/* One step of a transposition: blocks of s x s beside the diagonal change places. */
#define LANES_EXCHANGE(x, s)                                                                                           \
    for (int i = 0; i < LANES; i++)                                                                                    \
        if (!(i & (s))) {                                                                                              \
            lanes upper = LANES_PICK((x)[i], (x)[i | (s)], s, 0, s);                                                   \
            (x)[i | (s)] = LANES_PICK((x)[i], (x)[i | (s)], s, s, 0);                                                  \
            (x)[i] = upper;                                                                                            \
        }

/* Transposes LANES rows. */
static inline void lanes_transpose(lanes *x)
{
#if LANES == 16
    LANES_EXCHANGE(x, 8)
#endif
#if LANES >= 8
    LANES_EXCHANGE(x, 4)
#endif
    LANES_EXCHANGE(x, 2)
    LANES_EXCHANGE(x, 1)
}

/* One step of LANES sums at once: halves, s rows apart, are added and share a vector. */
#define LANES_HALVE(x, s)                                                                                              \
    for (int i = 0; i < (s); i++)                                                                                      \
        (x)[i] = LANES_PICK((x)[i], (x)[i + (s)], s, 0, 0) + LANES_PICK((x)[i], (x)[i + (s)], s, s, s);

/* Lane i of the result is the sum of the lanes of x[i], added as a tree. x is used up. */
static inline lanes lanes_sums(lanes *x)
{
#if LANES == 16
    LANES_HALVE(x, 8)
#endif
#if LANES >= 8
    LANES_HALVE(x, 4)
#endif
    LANES_HALVE(x, 2)
    LANES_HALVE(x, 1)
    return x[0];
}

#endif
