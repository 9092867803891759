/* SPDX-License-Identifier: MIT
 * sgdm - one pass: w, g and m are read once and w, m written once. m is rounded when it is stored and w follows from
 * the stored m. exact, in double: m: two products and a sum, 2v of the terms here, as much in the reference; w: 1v.
 * fast, in float32 (update.h): m: beta and 1 - beta are an ulp, the two products half an ulp each, and a power of two
 * half an ulp: 2.5; w: 0.5, as sgd. */
#include "row.h"
#include "update.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *m = a->p[3];
    const float *g = a->p[1];
    double lr = *(const float *)a->p[2], beta = a->k[0];
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        m[i] = (float)(beta * m[i] + (1 - beta) * g[i]);
        w[i] = (float)(w[i] - lr * m[i]);
    }
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *m = a->p[3];
    const float *g = a->p[1];
    float lr = *(const float *)a->p[2], beta = (float)a->k[0], rest = (float)(1 - a->k[0]);
    if (!update_fits(lr) || !update_fits(a->k[0]) || !update_fits(1 - a->k[0])) {
        exact(a, lo, hi);
        return;
    }
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        m[i] = beta * m[i] + rest * g[i];
        w[i] = w[i] - lr * m[i];
    }
}

const struct gradus_op GRADUS_ROW(sgdm) = {
    .name = "sgdm",
    .formula = "m' = beta m + (1 - beta) g, w' = w - lr m'",
    .cite = "F34 (I-16), p34_sgdm",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT}, {"g", "n"}, {"lr", "", .lo = 0.001, .hi = 1}, {"m", "n", GRADUS_INOUT}},
    .hyper = {{"beta", 0.9}},
    .flops = "5n",
    .impl = {{"exact", NULL, "4v", {{exact, 'n', ROW_GRAIN}}}, {"fast", NULL, "3", {{fast, 'n', ROW_GRAIN}}}},
};
