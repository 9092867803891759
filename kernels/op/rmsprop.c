/* SPDX-License-Identifier: MIT
 * rmsprop - one pass: w, g and v are read once and w, v written once. v is rounded when it is stored and w follows from
 * the stored v. The lecture has no epsilon: v = 0 with g != 0 gives an infinite step, 0 / 0 a NaN.
 * exact, in double: v: three products and a sum, 3v of the terms; w: 4v, as adagrad; as much in the reference.
 * fast, in float32 (update.h): v: beta and 1 - beta are an ulp, (1 - beta) g an ulp, the last product of each term half
 * an ulp, and a power of two half an ulp: 3.5; w: 4, as adagrad. (1 - beta) g^2 is multiplied from the left, since g^2
 * alone may overflow. While beta < 1, g / root is 2^39 at most, so nothing overflows. */
#include "row.h"
#include "update.h"

#include <math.h>

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *v = a->p[3];
    const float *g = a->p[1];
    double lr = *(const float *)a->p[2], beta = a->k[0], epsilon = a->k[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        double gi = g[i];
        v[i] = (float)(beta * v[i] + (1 - beta) * (gi * gi));
        w[i] = (float)(w[i] - lr * gi / (sqrt(v[i]) + epsilon));
    }
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *v = a->p[3];
    const float *g = a->p[1];
    float lr = *(const float *)a->p[2], beta = (float)a->k[0], rest = (float)(1 - a->k[0]), epsilon = (float)a->k[1];
    if (!update_fits(lr) || !update_fits(a->k[0]) || !(rest > 0) || !update_fits(a->k[1])) {
        exact(a, lo, hi);
        return;
    }
    update_root((struct update_root){lr, beta, rest, epsilon}, w, v, g, lo, hi, a->dim[0]);
}

const struct gradus_op GRADUS_ROW(rmsprop) = {
    .name = "rmsprop",
    .formula = "v' = beta v + (1 - beta) g^2, w' = w - lr g / (sqrt(v') + epsilon)",
    .cite = "F36, p38_rmsprop",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT},
                {"g", "n"},
                {"lr", "", .lo = 0.001, .hi = 1},
                {"v", "n", GRADUS_INOUT, .lo = 0, .hi = 1}},
    .hyper = {{"beta", 0.9}, {"epsilon", 0}},
    .flops = "9n",
    .impl = {{"exact", NULL, "8v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "5", {{fast, 'n', ROW_GRAIN}}}},
};
