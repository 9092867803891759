/* SPDX-License-Identifier: MIT
 * asymmetric_loss - each unit too many costs `cost`, each unit too few `profit`; a sum, not a mean. The comparison is
 * the script's strict one: at y = t the loss is 0 and its gradient -profit (the slide's >= would give cost).
 * A term is good to 2v, the sum to 164v more (sum.h). */
#include "row.h"
#include "sum.h"

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *y = a->p[0], *t = a->p[1];
    float *dy = a->p[3];
    double *work = a->p[4];
    double cost = a->k[0], profit = a->k[1], lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += SUM_LANES) {
        size_t lanes = hi - i < SUM_LANES ? hi - i : SUM_LANES;
#pragma omp simd
        for (size_t l = 0; l < lanes; l++) {
            double yi = y[i + l], ti = t[i + l];
            double slope = yi > ti ? cost : -profit;
            lane[l] += slope * (yi - ti);
            dy[i + l] = (float)slope;
        }
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[2] = (float)sum_parts(a->p[4], a->parts);
}

const struct gradus_op GRADUS_ROW(asymmetric_loss) = {
    .name = "asymmetric_loss",
    .formula = "loss = sum (cost (y - t) if y > t else profit (t - y)), dy = cost if y > t else -profit",
    .cite = "F21 (I-9), p20_custom",
    .axes = "n",
    .operand = {{"y", "n"}, {"t", "n"}, {"loss", "", GRADUS_OUT}, {"dy", "n", GRADUS_OUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"cost", 1}, {"profit", 99}},
    .flops = "4n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {join}}}},
};
