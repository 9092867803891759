/* SPDX-License-Identifier: MIT
 * softmax - along each row; the maximum is subtracted first, so that the largest term is e^0 and the sum at least 1.
 * Exponential, sum (softmax.h), reciprocal and product: (n / 8 + 14)v of y (1 + |x - max|), 4v more in the reference.
 */
#include "softmax.h"
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t n = a->dim[1];
    struct softmax s;
    for (size_t i = lo; i < hi; i++) {
        float *y = (float *)a->p[1] + i * n;
        softmax_begin(&s, (const float *)a->p[0] + i * n, n);
        double inverse = 1 / softmax_sum(&s, SIZE_MAX);
        for (size_t j = 0; j < n; j += BLOCK) {
            const double *e = softmax_block(&s, j);
            float copy[BLOCK], *out = block_out(y + j, n - j, copy);
#pragma omp simd
            for (size_t l = 0; l < BLOCK; l++)
                out[l] = (float)(e[l] * inverse);
            block_end(y + j, n - j, copy);
        }
    }
}

const struct gradus_op GRADUS_ROW(softmax) = {
    .name = "softmax",
    .formula = "y_j = e^x_j / sum_i e^x_i",
    .cite = "F25, p23_softmaxce",
    .axes = "mn",
    .operand = {{"x", "mn", .lo = -20, .hi = 20}, {"y", "mn", GRADUS_OUT}},
    .flops = "5mn",
    .grad = {&GRADUS_ROW(softmax_dx)},
    .impl = {{"exact", NULL, "(n / 8 + 18)v", {{run, 'm', ROW_GRAIN}}}},
};
