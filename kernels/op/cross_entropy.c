/* SPDX-License-Identifier: MIT
 * cross_entropy - of probabilities, row by row; the loss is the mean of the rows. A term with t = 0 is 0 whatever y is,
 * and so is its gradient; y = 0 with t > 0 is infinite.
 * A logarithm is good to 3v, its product with t to 4v, a row to (n / 16 + 8)v of sum |t ln y|, the loss to 165v more
 * (sum.h), 3v more in the reference. */
#include "block.h"
#include "exact.h"
#include "loss.h"
#include "row.h"

static double one_row(const struct gradus_args *a, size_t i)
{
    size_t n = a->dim[1];
    const float *y = (const float *)a->p[0] + i * n, *t = (const float *)a->p[1] + i * n;
    float *dy = (float *)a->p[4] + i * n;
    double m = a->k[0], lane[BLOCK] = {0};
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
    loss_rows(a, lo, hi, one_row, a->p[2], a->p[5]);
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
    .constants = loss_constants,
    .flops = "6mn + m",
    .impl = {{"exact", NULL, "(n / 16 + 180)v", {{parts, 'm', SUM_GRAIN}, {loss_mean_of_rows}}}},
};
