/* SPDX-License-Identifier: MIT
 * categorical_crossentropy - Keras' form, row by row: q = y / sum y, clipped to [LO, HI], then the cross-entropy; the
 * loss is the mean of the rows. A clipped entry passes no gradient.
 * The sum is good to (n / 16 + 4)v of sum |y|, q to 1v more; a logarithm to 3v, its product with t to 4v, a row to
 * (n / 8 + 13)v of sum |t| (|ln q| + sum |y| / |sum y|), the loss to 165v more (sum.h), 5v more in the reference. dy:
 * q, t / q and the sum of t, then the sum of y once more, (n / 8 + 14)v. q is a true quotient, so that it meets the
 * limits exactly where the sum is exact. */
#include "block.h"
#include "exact.h"
#include "loss.h"
#include "row.h"

#define LO 0x1.ad7f2ap-24 /* 1e-7 as a float */
#define HI 0x1.fffffcp-1  /* 1 - 1e-7 computed in floats: 1 - 2^-23 */

static double sum_of(const float *y, size_t n)
{
    double lane[BLOCK] = {0};
    for (size_t j = 0; j < n; j += BLOCK) {
        float copy[BLOCK];
        const float *u = block_in(y + j, n - j, copy, 0);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++)
            lane[l] += u[l];
    }
    return block_sum(lane);
}

/* Not inlined: in the loop over rows GCC 12 runs out of registers and fetches the series of the logarithm anew. */
__attribute__((noinline)) static double one_row(const struct gradus_args *a, size_t i)
{
    size_t n = a->dim[1];
    const float *y = (const float *)a->p[0] + i * n, *t = (const float *)a->p[1] + i * n;
    float *dy = (float *)a->p[4] + i * n;
    double sum = sum_of(y, n), loss[BLOCK] = {0}, passing[BLOCK] = {0};
    for (size_t j = 0; j < n; j += BLOCK) {
        float copy[2][BLOCK];
        const float *u = block_in(y + j, n - j, copy[0], 1), *v = block_in(t + j, n - j, copy[1], 0);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++) {
            double q = u[l] / sum, tj = v[l];
            double clipped = q < LO ? LO : q > HI ? HI : q;
            loss[l] -= tj * exact_log(clipped);
            passing[l] += clipped == q ? tj : 0;
        }
    }
    double passed = block_sum(passing), inverse = 1 / (sum * a->k[0]);
#pragma omp simd
    for (size_t j = 0; j < n; j++) {
        double q = y[j] / sum, slope = t[j] / q;
        double own = q < LO ? 0 : q <= HI ? slope : 0;
        dy[j] = (float)((passed - own) * inverse);
    }
    return block_sum(loss);
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_rows(a, lo, hi, one_row, a->p[2], a->p[5]);
}

const struct gradus_op GRADUS_ROW(categorical_crossentropy) = {
    .name = "categorical_crossentropy",
    .formula = "q = y / sum_j y clipped to [1e-7, 1 - 1e-7], row = -sum_j t ln q, loss = sum row / m",
    .cite = "F24 (I-10), p22_ce",
    .axes = "mn",
    .operand = {{"y", "mn", .lo = 0.001, .hi = 1},
                {"t", "mn", .lo = 0, .hi = 1},
                {"row", "m", GRADUS_OUT},
                {"loss", "", GRADUS_OUT},
                {"dy", "mn", GRADUS_OUT},
                {"work", "#", GRADUS_WORK}},
    .constants = loss_constants,
    .flops = "11mn + 2m",
    .impl = {{"exact", NULL, "(n / 8 + 190)v", {{parts, 'm', SUM_GRAIN}, {loss_mean_of_rows}}}},
};
