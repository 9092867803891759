/* SPDX-License-Identifier: MIT
 * l1 - the sum of absolute values, times the regularizer's factor; added to a loss and a gradient that stand already,
 * after backward. sign(0) = 0, the sign of a NaN is NaN. The sum is good to 164v (sum.h), factor and loss add 2v. */
#include "row.h"
#include "sum.h"

#include <math.h>

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *w = a->p[0];
    float *g = a->p[1];
    double *work = a->p[3];
    double factor = a->k[0], lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += SUM_LANES) {
        size_t lanes = hi - i < SUM_LANES ? hi - i : SUM_LANES;
#pragma omp simd
        for (size_t l = 0; l < lanes; l++) {
            double wi = w[i + l], size = fabs(wi);
            lane[l] += size;
            g[i + l] = (float)(g[i + l] + (wi > 0 ? factor : wi < 0 ? -factor : size));
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

const struct gradus_op GRADUS_ROW(l1) = {
    .name = "l1",
    .formula = "loss' = loss + factor sum |w|, g' = g + factor sign(w)",
    .cite = "F28, F27",
    .axes = "n",
    .operand = {{"w", "n"}, {"g", "n", GRADUS_INOUT}, {"loss", "", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"factor", 0.03}},
    .flops = "5n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {join}}}},
};
