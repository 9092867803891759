/* SPDX-License-Identifier: MIT
 * softmax_cross_entropy - of logits and labels, row by row; the loss is the mean of the rows. The maximum is left out
 * of the sum, ln(1 + sum of the others) + (max - x_label): where the label dominates, the plain logarithm of the whole
 * sum has lost every digit. The others are good to (n / 16 + 7 + furthest)v, furthest the largest |x - max|, the
 * logarithm adds 4v, the difference and the sum 2v: (n / 16 + 13)v of row (1 + furthest), the loss 165v more (sum.h),
 * 5v more in the reference. dx: as softmax, 2v more. */
#include "row.h"
#include "softmax.h"
#include "sum.h"

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0];
}

static double one_row(const float *x, size_t label, float *dx, size_t n, double m)
{
    struct softmax s;
    softmax_begin(&s, x, n);
    size_t top = 0;
    while (top < n && x[top] != s.largest)
        top++;
    double others = softmax_sum(&s, top);
    double loss = exact_log1p(others) + (s.largest - x[label]);
    double first = exact_exp_negative(s.largest - s.largest); /* 1, but NaN for an infinite maximum */
    double inverse = 1 / (first + others), share = 1 / m;
    for (size_t j = 0; j < n; j += BLOCK) {
        const double *e = softmax_block(&s, j);
        float copy[BLOCK], *out = block_out(dx + j, n - j, copy);
#pragma omp simd
        for (size_t l = 0; l < BLOCK; l++)
            out[l] = (float)((e[l] * inverse - (j + l == label ? 1 : 0)) * share);
        block_end(dx + j, n - j, copy);
    }
    return loss;
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    const float *x = a->p[0];
    const int32_t *label = a->p[1];
    float *row = a->p[2], *dx = a->p[4];
    double *work = a->p[5];
    double lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i++) {
        double loss = one_row(x + i * n, (size_t)label[i], dx + i * n, n, a->k[0]);
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

const struct gradus_op GRADUS_ROW(softmax_cross_entropy) = {
    .name = "softmax_cross_entropy",
    .formula = "row = ln sum_j e^x_j - x_label, loss = sum row / m, dx = (softmax(x) - onehot(label)) / m",
    .cite = "F26, p23_softmaxce",
    .axes = "mn",
    .operand = {{"x", "mn", .lo = -20, .hi = 20},
                {"label", "m", .below = 'n'},
                {"row", "m", GRADUS_OUT},
                {"loss", "", GRADUS_OUT},
                {"dx", "mn", GRADUS_OUT},
                {"work", "#", GRADUS_WORK}},
    .constants = constants,
    .flops = "7mn + 4m",
    .impl = {{"exact", NULL, "(n / 8 + 190)v", {{parts, 'm', SUM_GRAIN}, {join}}}},
};
