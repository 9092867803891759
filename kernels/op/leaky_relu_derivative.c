/* SPDX-License-Identifier: MIT
 * leaky_relu_derivative - alpha at 0, where leaky_relu takes the side of alpha too; a NaN goes through. */
#include "row.h"
#include "slope.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    slope_run(a, lo, hi, (float)a->k[0]);
}

const struct gradus_op GRADUS_ROW(leaky_relu_derivative) = {
    .name = "leaky_relu_derivative",
    .formula = "dx = 1 if x > 0 else alpha",
    .cite = "F15 (I-7)",
    .axes = "n",
    .operand = {{"x", "n"}, {"dx", "n", GRADUS_OUT}},
    .hyper = {{"alpha", 0.2}},
    .flops = "n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
