/* SPDX-License-Identifier: MIT
 * sgdm - one pass: w, g and m are read once and w, m written once. In double; m is rounded when it is stored and w
 * follows from the stored m. m: two products and a sum, 2v of the terms here, as much in the reference; w: 1v. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
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

const struct gradus_op GRADUS_ROW(sgdm) = {
    .name = "sgdm",
    .formula = "m' = beta m + (1 - beta) g, w' = w - lr m'",
    .cite = "F34 (I-16), p34_sgdm",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT}, {"g", "n"}, {"lr", "", .lo = 0.001, .hi = 1}, {"m", "n", GRADUS_INOUT}},
    .hyper = {{"beta", 0.9}},
    .flops = "5n",
    .impl = {{"exact", NULL, "4v", {{run, 'n', ROW_GRAIN}}}},
};
