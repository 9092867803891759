/* SPDX-License-Identifier: MIT
 * rmsprop - one pass: w, g and v are read once and w, v written once. In double; v is rounded when it is stored and w
 * follows from the stored v. The lecture has no epsilon: v = 0 with g != 0 gives an infinite step, 0 / 0 a NaN. */
#include "row.h"

#include <math.h>

static void run(const struct gradus_args *a, size_t lo, size_t hi)
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
    .impl = {{"exact", NULL, "8v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
