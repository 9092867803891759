/* SPDX-License-Identifier: MIT
 * one_hot - a label as a row of k floats; of zeros if it is outside [0, k). */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    size_t k = a->dim[1];
    const int32_t *label = a->p[0];
    float *y = a->p[1];
    for (size_t j = lo * k; j < hi * k; j++)
        y[j] = 0;
    for (size_t i = lo; i < hi; i++)
        if ((size_t)label[i] < k) /* also false for a negative one */
            y[i * k + (size_t)label[i]] = 1;
}

const struct gradus_op GRADUS_ROW(one_hot) = {
    .name = "one_hot",
    .formula = "y_j = 1 if j = label else 0",
    .cite = "F38, p45_iris",
    .axes = "nk",
    .operand = {{"label", "n", .below = 'k'}, {"y", "nk", GRADUS_OUT}},
    .flops = "nk",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
