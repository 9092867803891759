/* SPDX-License-Identifier: MIT
 * mse - the mean squared error and its gradient in one pass over y and t. The difference of two floats and its square
 * are formed in double; the sum goes by lanes and chunks (sum.h): 164v, and 4v for its terms and the quotient. */
#include "row.h"
#include "sum.h"

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0];
    k[1] = 2 / (double)dim[0];
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *y = a->p[0], *t = a->p[1];
    float *dy = a->p[3];
    double *work = a->p[4];
    double slope = a->k[1], lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += SUM_LANES) {
        size_t lanes = hi - i < SUM_LANES ? hi - i : SUM_LANES;
#pragma omp simd
        for (size_t l = 0; l < lanes; l++) {
            double d = (double)y[i + l] - (double)t[i + l];
            lane[l] += d * d;
            dy[i + l] = (float)(slope * d);
        }
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[2] = (float)(sum_parts(a->p[4], a->parts) / a->k[0]);
}

const struct gradus_op GRADUS_ROW(mse) = {
    .name = "mse",
    .formula = "loss = sum (y - t)^2 / n, dy = 2 (y - t) / n",
    .cite = "F18, p19_mse",
    .axes = "n",
    .operand = {{"y", "n"}, {"t", "n"}, {"loss", "", GRADUS_OUT}, {"dy", "n", GRADUS_OUT}, {"work", "#", GRADUS_WORK}},
    .constants = constants,
    .flops = "5n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {join}}}},
};
