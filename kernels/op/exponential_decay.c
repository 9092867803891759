/* SPDX-License-Identifier: MIT
 * exponential_decay - the learning rate of an epoch; the exponent is a real number, no staircase (I-4). A quotient, a
 * pow good to 2v and a product: 3v of lr (1 + |exponent ln decay|) here, as much in the reference. */
#include "row.h"

#include <math.h>

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *epoch = a->p[0];
    float *lr = a->p[1];
    double base = a->k[0], decay = a->k[1], step = a->k[2];
    for (size_t i = lo; i < hi; i++)
        lr[i] = (float)(base * pow(decay, epoch[i] / step));
}

const struct gradus_op GRADUS_ROW(exponential_decay) = {
    .name = "exponential_decay",
    .formula = "lr = base decay^(epoch / step)",
    .cite = "F10 (I-4), p10_decaylr",
    .axes = "n",
    .operand = {{"epoch", "n", .lo = 0, .hi = 500}, {"lr", "n", GRADUS_OUT}},
    .hyper = {{"base", 0.2}, {"decay", 0.99}, {"step", 1}},
    .flops = "3n",
    .impl = {{"exact", NULL, "6v", {{run, 'n', ROW_GRAIN_HEAVY}}}},
};
