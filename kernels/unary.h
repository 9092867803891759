/* SPDX-License-Identifier: MIT
 * unary.h - rows that apply a function of one float to every element: y_i = f(x_i). A NaN goes through whatever f makes
 * of it. */
#ifndef UNARY_H
#define UNARY_H

#include "row.h"
#include "stream.h"

enum {
    /* Elements from which x and y together are larger than a last-level cache, so that y streams. `bench --op exp
     * --shape n=...` on either side shows it. */
    UNARY_STREAMS = 1 << 22,
    UNARY_BLOCK = 128, /* elements computed before they stream: few enough that a core does both at once */
};

/* Inlined with f constant, or the loop would call it. */
#define UNARY_INLINE static inline __attribute__((always_inline))

typedef double unary_exact(float x); /* the value before the last rounding */
typedef float unary_fast(float x);

/* The doubles before the last rounding: a row's `core`. */
UNARY_INLINE void unary_core(const float *x, double *y, size_t n, unary_exact *f)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++)
        y[i] = f(x[i]);
}

UNARY_INLINE void unary_block(const float *x, float *y, size_t n, unary_exact *exact, unary_fast *fast)
{
#pragma omp simd
    for (size_t i = 0; i < n; i++) {
        float v = exact ? (float)exact(x[i]) : fast(x[i]);
        y[i] = x[i] == x[i] ? v : x[i];
    }
}

/* y = f(x) over [lo, hi), f one of the two, the other NULL. */
UNARY_INLINE void unary_either(const struct gradus_args *a, size_t lo, size_t hi, unary_exact *exact, unary_fast *fast)
{
    const float *x = a->p[0];
    float *y = a->p[1];
    _Alignas(STREAM_LINE) float block[UNARY_BLOCK];
    if (a->dim[0] < UNARY_STREAMS || x == y) {
        unary_block(x + lo, y + lo, hi - lo, exact, fast);
        return;
    }
    for (size_t i = lo; i < hi; i += UNARY_BLOCK) {
        size_t n = hi - i < UNARY_BLOCK ? hi - i : UNARY_BLOCK;
        unary_block(x + i, block, n, exact, fast);
        stream_copy(y + i, block, n);
    }
    stream_end();
}

UNARY_INLINE void unary_run(const struct gradus_args *a, size_t lo, size_t hi, unary_exact *f)
{
    unary_either(a, lo, hi, f, NULL);
}

UNARY_INLINE void unary_run_fast(const struct gradus_args *a, size_t lo, size_t hi, unary_fast *f)
{
    unary_either(a, lo, hi, NULL, f);
}

#endif
