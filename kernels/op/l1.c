/* SPDX-License-Identifier: MIT
 * l1 - the sum of absolute values, times the regularizer's factor; added to a loss and a gradient that stand already,
 * after backward. sign(0) = 0, the sign of a NaN is NaN. The sum is good to 164v (sum.h), factor and loss add 2v. */
#include "regularizer.h"
#include "row.h"

#include <math.h>

static struct regularizer_term term(double w, double factor)
{
    double size = fabs(w);
    return (struct regularizer_term){size, w > 0 ? factor : w < 0 ? -factor : size};
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    regularizer_parts(a, lo, hi, term);
}

const struct gradus_op GRADUS_ROW(l1) = {
    .name = "l1",
    .formula = "loss' = loss + factor sum |w|, g' = g + factor sign(w)",
    .cite = "F28, F27",
    .axes = "n",
    .operand = {{"w", "n"}, {"g", "n", GRADUS_INOUT}, {"loss", "", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}},
    .hyper = {{"factor", 0.03}},
    .flops = "5n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {regularizer_join}}}},
};
