/* SPDX-License-Identifier: MIT
 * adam - one pass: w, g, m and v are read once and w, m, v written once. In double; m and v are rounded when they are
 * stored and w follows from the stored ones. The lecture has no epsilon: v = 0 with m != 0 gives an infinite step, 0 /
 * 0 a NaN.
 *
 * 1 - beta^t is -expm1(x) with x = t ln beta: nothing cancels, and the 3v of x (2v ln, 1v product) cost at most
 * 3v |x| e^x / (1 - e^x) <= 3v whatever beta and t are; with expm1's own 2v and the reciprocal, k[3] and k[4] are good
 * to 6v. The step: 6v + 2v above; below, half of (6v + 1v), root and epsilon; the quotient: 14.5v of |step|, and 1v of
 * w. As much in the reference. */
#include "row.h"

#include <math.h>

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)dim;
    k[0] = hyper[0];
    k[1] = hyper[1];
    k[2] = hyper[2];
    k[3] = -1 / expm1((double)t * log(hyper[0]));
    k[4] = -1 / expm1((double)t * log(hyper[1]));
}

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *m = a->p[3], *v = a->p[4];
    const float *g = a->p[1];
    double beta1 = a->k[0], beta2 = a->k[1], epsilon = a->k[2], correct2 = a->k[4];
    double lr = *(const float *)a->p[2] * a->k[3];
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        double gi = g[i];
        m[i] = (float)(beta1 * m[i] + (1 - beta1) * gi);
        v[i] = (float)(beta2 * v[i] + (1 - beta2) * (gi * gi));
        w[i] = (float)(w[i] - lr * m[i] / (sqrt(v[i] * correct2) + epsilon));
    }
}

const struct gradus_op GRADUS_ROW(adam) = {
    .name = "adam",
    .formula = "m' = beta1 m + (1 - beta1) g, v' = beta2 v + (1 - beta2) g^2, "
               "w' = w - lr m' / (1 - beta1^t) / (sqrt(v' / (1 - beta2^t)) + epsilon)",
    .cite = "F37 (I-18), p40_adam",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT},
                {"g", "n"},
                {"lr", "", .lo = 0.001, .hi = 1},
                {"m", "n", GRADUS_INOUT},
                {"v", "n", GRADUS_INOUT, .lo = 0, .hi = 1}},
    .hyper = {{"beta1", 0.9}, {"beta2", 0.999}, {"epsilon", 0}},
    .constants = constants,
    .timed = true,
    .flops = "14n",
    .impl = {{"exact", NULL, "31v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
