/* SPDX-License-Identifier: MIT
 * update.h - what the float32 updates ("fast") of the optimizers have in common.
 *
 * How their bounds are derived: a rounded constant, a root, a quotient or a product is off by at most u = 2^-24 of
 * itself, less than an ulp of scale; one that is itself a term of the last sum by half an ulp of scale, at any
 * magnitude down to 0. The last rounding is not counted, but where the error carries a result past a power of two that
 * rounding is half an ulp larger. Rows promise the sum of these, rounded up for the terms in u^2. There is no FMA in
 * them: where the processor has none, one costs more than the whole update.
 *
 * Root and quotient stay on the divider. Multiply-adds in place of either, from an estimate made of the bits, were
 * tried in the first and second cache on Zen 5: at best 1.1 times as long in five runs of six, 0.85 in the other, and
 * several times as long in other arrangements of the loop; with a slower divider they may well win.
 *
 * This holds while factors are normal floats, so a constant that is not in {0} or [2^-74, 1] takes the loop in double.
 * A learning rate above 1 would enlarge the error of a subnormal quotient; 2^-74.5 is the root of the least float, and
 * an epsilon far below it would let quotients overflow. What is within its bound of FLT_MAX may become infinite. */
#ifndef UPDATE_H
#define UPDATE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static inline bool update_fits(double constant)
{
    return constant == 0 || (constant >= 0x1p-74 && constant <= 1);
}

/* The first factor of the g^2 that is added to v: 0 where v is -infinity, which it must stay where g^2 overflows. */
static inline float update_gradient(float g, float v)
{
    return v == -INFINITY ? 0 : g;
}

/* v' = beta v + rest g^2, w' = w - lr g / (sqrt(v') + epsilon), of one element. rest g^2 is multiplied from the left,
 * since g^2 alone may overflow. */
struct update_root {
    float lr, beta, rest, epsilon;
};

static inline void update_root_one(struct update_root k, float *w, float *v, float g)
{
    *v = k.beta * *v + k.rest * update_gradient(g, *v) * g;
    *w = *w - k.lr * (g / (sqrtf(*v) + k.epsilon));
}

enum { UPDATE_LINE = 16, UPDATE_AHEAD = 1024, UPDATE_CACHED = 1 << 18 }; /* in floats: a cache line, a page, a cache */

/* The same of [lo, hi) of n. Roots and quotients leave the loop no room to run ahead of memory: where the second cache
 * cannot hold the operands, lines are asked for a page before they are needed. */
static inline void update_root(struct update_root k, float *w, float *v, const float *g, size_t lo, size_t hi, size_t n)
{
    size_t i = lo, ahead = n > UPDATE_CACHED ? UPDATE_AHEAD : 0;
    for (; hi - i >= UPDATE_LINE; i += UPDATE_LINE) {
        size_t next = n - i > ahead ? i + ahead : i;
        __builtin_prefetch(&w[next], 1);
        __builtin_prefetch(&v[next], 1);
        __builtin_prefetch(&g[next], 0);
#pragma omp simd
        for (size_t j = i; j < i + UPDATE_LINE; j++)
            update_root_one(k, &w[j], &v[j], g[j]);
    }
#pragma omp simd
    for (size_t j = i; j < hi; j++)
        update_root_one(k, &w[j], &v[j], g[j]);
}

#endif
