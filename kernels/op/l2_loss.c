/* SPDX-License-Identifier: MIT
 * l2_loss - TensorFlow's l2_loss, half the sum of squares, times the regularizer's factor; added to a loss and a
 * gradient that stand already, after backward. The sum is good to 164v (sum.h), factor and loss add 2v. */
#include "regularizer.h"
#include "row.h"

static struct regularizer_term term(double w, double factor)
{
    return (struct regularizer_term){w * w / 2, factor * w};
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    regularizer_parts(a, lo, hi, term);
}

const struct gradus_op GRADUS_ROW(l2_loss) = {
    .name = "l2_loss",
    .formula = "loss' = loss + factor sum w^2 / 2, g' = g + factor w",
    .cite = "F29 (I-12), p29_regularizationcontain",
    .axes = "n",
    .operand = {{"w", "n"}, {"g", "n", GRADUS_INOUT}, {"loss", "", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"factor", 0.03}},
    .flops = "4n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {regularizer_join}}}},
};
