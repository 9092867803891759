/* SPDX-License-Identifier: MIT
 * cross_entropy - of probabilities, row by row; the loss is the mean of the rows. A term with t = 0 is 0 whatever y is,
 * and so is its gradient; y = 0 with t > 0 is infinite.
 * A logarithm is good to 3v, its product with t to 4v, a row to (n / 16 + 8)v of sum |t ln y|, the loss to 165v more
 * (sum.h), 3v more in the reference. */
#include "block.h"
#include "exact.h"
#include "row.h"
#include "sum.h"

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0];
}

static double one_row(const float *y, const float *t, float *dy, size_t n, double m)
{
    double lane[BLOCK] = {0};
    for (size_t j = 0; j < n; j += BLOCK) {
        float copy[3][BLOCK], *out = block_out(dy + j, n - j, copy[2]);
        const float *u = block_in(y + j, n - j, copy[0], 1), *v = block_in(t + j, n - j, copy[1], 0);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++) {
            double yj = u[l], tj = v[l];
            double term = tj * exact_log(yj), slope = -tj / (m * yj);
            lane[l] -= tj == 0 ? 0 : term;
            out[l] = (float)(tj == 0 ? 0 : slope);
        }
        block_end(dy + j, n - j, copy[2]);
    }
    return block_sum(lane);
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    const float *y = a->p[0], *t = a->p[1];
    float *row = a->p[2], *dy = a->p[4];
    double *work = a->p[5];
    double lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i++) {
        double loss = one_row(y + i * n, t + i * n, dy + i * n, n, a->k[0]);
        lane[(i - lo) % SUM_LANES] += loss;
        row[i] = (float)loss;
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

static void join(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[3] = (float)(sum_parts(a->p[5], a->parts) / a->k[0]);
}

const struct gradus_op GRADUS_ROW(cross_entropy) = {
    .name = "cross_entropy",
    .formula = "row = -sum_j t ln y, loss = sum row / m, dy = -t / (m y)",
    .cite = "F23, p22_ce",
    .axes = "mn",
    .operand = {{"y", "mn", .lo = 0.001, .hi = 1},
                {"t", "mn", .lo = 0, .hi = 1},
                {"row", "m", GRADUS_OUT},
                {"loss", "", GRADUS_OUT},
                {"dy", "mn", GRADUS_OUT},
                {"work", "#", GRADUS_WORK}},
    .constants = constants,
    .flops = "6mn + m",
    .impl = {{"exact", NULL, "(n / 16 + 180)v", {{parts, 'm', SUM_GRAIN}, {join}}}},
};
