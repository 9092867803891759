/* SPDX-License-Identifier: MIT
 * l2 - the slide's sum of squares, times the regularizer's factor; added to a loss and a gradient that stand already,
 * after backward. The sum is good to 164v (sum.h), factor and loss add 2v. */
#include "regularizer.h"
#include "row.h"

static struct regularizer_term term(double w, double factor)
{
    return (struct regularizer_term){w * w, 2 * factor * w};
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    regularizer_parts(a, lo, hi, term);
}

const struct gradus_op GRADUS_ROW(l2) = {
    .name = "l2",
    .formula = "loss' = loss + factor sum w^2, g' = g + 2 factor w",
    .cite = "F29, F27",
    .axes = "n",
    .operand = {{"w", "n"}, {"g", "n", GRADUS_INOUT}, {"loss", "", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"factor", 0.03}},
    .flops = "4n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {regularizer_join}}}},
};
