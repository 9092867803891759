/* SPDX-License-Identifier: MIT
 * l2 - the slide's sum of squares, times the regularizer's factor; added to a loss and a gradient that stand already,
 * after backward. The sum is good to 164v (sum.h), factor and loss add 2v. */
#include "row.h"
#include "sum.h"

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *w = a->p[0];
    float *g = a->p[1];
    double *work = a->p[3];
    double twice = 2 * a->k[0], lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += SUM_LANES) {
        size_t lanes = hi - i < SUM_LANES ? hi - i : SUM_LANES;
#pragma omp simd
        for (size_t l = 0; l < lanes; l++) {
            double wi = w[i + l];
            lane[l] += wi * wi;
            g[i + l] = (float)(g[i + l] + twice * wi);
        }
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    float *loss = a->p[2];
    *loss = (float)(*loss + a->k[0] * sum_parts(a->p[3], a->parts));
}

const struct gradus_op GRADUS_ROW(l2) = {
    .name = "l2",
    .formula = "loss' = loss + factor sum w^2, g' = g + 2 factor w",
    .cite = "F29, F27",
    .axes = "n",
    .operand = {{"w", "n"}, {"g", "n", GRADUS_INOUT}, {"loss", "", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"factor", 0.03}},
    .flops = "4n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {join}}}},
};
