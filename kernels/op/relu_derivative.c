/* SPDX-License-Identifier: MIT
 * relu_derivative - 0 at 0, as TensorFlow has it; a NaN goes through. */
#include "row.h"
#include "slope.h"

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    slope_run(a, lo, hi, 0);
}

const struct gradus_op GRADUS_ROW(relu_derivative) = {
    .name = "relu_derivative",
    .formula = "dx = 1 if x > 0 else 0",
    .cite = "F14 (I-6)",
    .axes = "n",
    .operand = {{"x", "n"}, {"dx", "n", GRADUS_OUT}},
    .flops = "n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
