/* SPDX-License-Identifier: MIT
 * vector.h - what a peer of vector functions includes: a vector of the instruction set that it is compiled for, and
 * spans from formulas. Compiled once per instruction set; vector_main.c takes the widest that the processor has. What
 * is not a function of the library (1 / (1 + e^-x)) is written as its user would. x86-64 only: elsewhere the functions
 * have other names. */
#ifndef VECTOR_H
#define VECTOR_H

#include "elementwise.h"

#include <string.h>

#if defined(__AVX512F__)
#define VECTOR_BYTES 64
#define VECTOR_ISA "AVX-512"
#elif defined(__AVX2__)
#define VECTOR_BYTES 32
#define VECTOR_ISA "AVX2"
#else
#define VECTOR_BYTES 16
#define VECTOR_ISA "SSE"
#endif

typedef float vector __attribute__((vector_size(VECTOR_BYTES)));
typedef int vector_bits __attribute__((vector_size(VECTOR_BYTES)));

enum { VECTOR_WIDTH = VECTOR_BYTES / sizeof(float) };

static inline vector vector_positive(vector x)
{
    return (vector)((vector_bits)x & (x > 0));
}

static inline vector vector_minus_abs(vector x)
{
    return (vector)((vector_bits)x | (-0x7fffffff - 1));
}

/* Derivatives from the value. */
static inline vector vector_sigmoid_slope(vector y)
{
    return y * (1 - y);
}

static inline vector vector_tanh_slope(vector y)
{
    return 1 - y * y;
}

/* A span from a formula in x; the tail runs in a vector filled up with zeros. */
#define VECTOR_SPAN(name, formula)                                                                                     \
    static inline vector name##_of(vector x)                                                                           \
    {                                                                                                                  \
        return formula;                                                                                                \
    }                                                                                                                  \
    static void name(const float *in, float *out, size_t n)                                                            \
    {                                                                                                                  \
        vector x;                                                                                                      \
        size_t i = 0;                                                                                                  \
        for (; i + VECTOR_WIDTH <= n; i += VECTOR_WIDTH) {                                                             \
            memcpy(&x, in + i, sizeof x);                                                                              \
            x = name##_of(x);                                                                                          \
            memcpy(out + i, &x, sizeof x);                                                                             \
        }                                                                                                              \
        if (i < n) {                                                                                                   \
            x = (vector){0};                                                                                           \
            memcpy(&x, in + i, (n - i) * sizeof *in);                                                                  \
            x = name##_of(x);                                                                                          \
            memcpy(out + i, &x, (n - i) * sizeof *in);                                                                 \
        }                                                                                                              \
    }

/* The peer of this instruction set. */
#define VECTOR_PEER ELEMENTWISE_PASTE(vector_peer, GRADUS_ISA)
extern const struct peer VECTOR_PEER;

#endif
