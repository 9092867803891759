/* SPDX-License-Identifier: MIT
 * argmax - the first of the largest. A NaN never is larger, and nothing is larger than a NaN in front. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t k = a->dim[1];
    int32_t *label = a->p[1];
    for (size_t i = lo; i < hi; i++) {
        const float *x = (const float *)a->p[0] + i * k;
        float largest = x[0];
        size_t at = 0;
        for (size_t j = 1; j < k; j++) {
            at = x[j] > largest ? j : at;
            largest = x[j] > largest ? x[j] : largest;
        }
        label[i] = (int32_t)at;
    }
}

const struct gradus_op GRADUS_ROW(argmax) = {
    .name = "argmax",
    .formula = "label = the first j with the largest x_j",
    .cite = "F38, p45_iris",
    .axes = "nk",
    .operand = {{"x", "nk"}, {"label", "n", GRADUS_OUT, 'k'}},
    .flops = "nk",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
