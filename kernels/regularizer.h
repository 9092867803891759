/* SPDX-License-Identifier: MIT
 * regularizer.h - what the regularizers share: factor times a sum over the weights, and its gradient, added to a loss
 * and a gradient that stand already. Operands: w, g, loss, work; k[0] is the factor. */
#ifndef REGULARIZER_H
#define REGULARIZER_H

#include "gradus.h"
#include "sum.h"

/* What a weight adds to the sum, and to its gradient. */
struct regularizer_term {
    double size, slope;
};
typedef struct regularizer_term regularizer_element(double w, double factor);

/* The pass over the weights [lo, hi); `term` is inlined. */
static inline void regularizer_parts(const struct gradus_args *a, size_t lo, size_t hi, regularizer_element *term)
{
    const float *w = a->p[0];
    float *g = a->p[1];
    double *work = a->p[3];
    double factor = a->k[0], lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += SUM_LANES) {
        size_t lanes = hi - i < SUM_LANES ? hi - i : SUM_LANES;
#pragma omp simd
        for (size_t l = 0; l < lanes; l++) {
            struct regularizer_term of = term(w[i + l], factor);
            lane[l] += of.size;
            g[i + l] = (float)(g[i + l] + of.slope);
        }
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

/* The pass that joins the parts. */
static inline void regularizer_join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    float *loss = a->p[2];
    *loss = (float)(*loss + a->k[0] * sum_parts(a->p[3], a->parts));
}

#endif
