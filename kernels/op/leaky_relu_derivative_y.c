/* SPDX-License-Identifier: MIT
 * leaky_relu_derivative_y - y has the sign of x as long as alpha >= 0; a NaN goes through. */
#include "row.h"
#include "slope.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    slope_run(a, lo, hi, (float)a->k[0]);
}

const struct gradus_op GRADUS_ROW(leaky_relu_derivative_y) = {
    .name = "leaky_relu_derivative_y",
    .formula = "dx = 1 if y > 0 else alpha",
    .cite = "F15 (I-7)",
    .axes = "n",
    .operand = {{"y", "n"}, {"dx", "n", GRADUS_OUT}},
    .hyper = {{"alpha", 0.2}},
    .flops = "n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
