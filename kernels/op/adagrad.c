/* SPDX-License-Identifier: MIT
 * adagrad - one pass: w, g and v are read once and w, v written once. v is rounded when it is stored and w follows from
 * the stored v. The lecture has no epsilon: v = 0 with g != 0 gives an infinite step, 0 / 0 a NaN.
 * exact, in double: g^2 and lr g are exact; root, epsilon, quotient and difference are 4v of |w| + |step| here, as much
 * in the reference.
 * fast, in float32 (update.h): v: the square, 0.5; w: root or epsilon, their sum and the quotient, an ulp each, then
 * the product and a power of two, half an ulp each: 4. g / root is 2^12 at most, so nothing overflows. */
#include "row.h"
#include "update.h"

#include <math.h>

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *v = a->p[3];
    const float *g = a->p[1];
    double lr = *(const float *)a->p[2], epsilon = a->k[0];
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        double gi = g[i];
        v[i] = (float)(v[i] + gi * gi);
        w[i] = (float)(w[i] - lr * gi / (sqrt(v[i]) + epsilon));
    }
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *v = a->p[3];
    const float *g = a->p[1];
    float lr = *(const float *)a->p[2], epsilon = (float)a->k[0];
    if (!update_fits(lr) || !update_fits(a->k[0])) {
        exact(a, lo, hi);
        return;
    }
    update_root((struct update_root){lr, 1, 1, epsilon}, w, v, g, lo, hi, a->dim[0]);
}

const struct gradus_op GRADUS_ROW(adagrad) = {
    .name = "adagrad",
    .formula = "v' = v + g^2, w' = w - lr g / (sqrt(v') + epsilon)",
    .cite = "F35, p36_adagrad",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT},
                {"g", "n"},
                {"lr", "", .lo = 0.001, .hi = 1},
                {"v", "n", GRADUS_INOUT, .lo = 0, .hi = 1}},
    .hyper = {{"epsilon", 0}},
    .flops = "7n",
    .impl = {{"exact", NULL, "8v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "5", {{fast, 'n', ROW_GRAIN}}}},
};
