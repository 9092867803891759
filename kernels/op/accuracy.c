/* SPDX-License-Identifier: MIT
 * accuracy - the share of equal labels: an exact count and one division. */
#include "row.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    size_t n = a->dim[0], equal = 0;
    const int32_t *pred = a->p[0], *label = a->p[1];
    for (size_t i = 0; i < n; i++)
        equal += pred[i] == label[i];
    *(float *)a->p[2] = (float)((double)equal / (double)n);
}

const struct gradus_op GRADUS_ROW(accuracy) = {
    .name = "accuracy",
    .formula = "acc = (number of pred = label) / n",
    .cite = "F38, p45_iris",
    .axes = "nk",
    .operand = {{"pred", "n", .below = 'k'}, {"label", "n", .below = 'k'}, {"acc", "", GRADUS_OUT}},
    .flops = "2n + 1",
    .impl = {{"exact", NULL, "0", {{run}}}},
};
