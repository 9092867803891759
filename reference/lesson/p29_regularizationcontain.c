/* SPDX-License-Identifier: MIT
 * p29_regularizationcontain.c - red and blue dots, with l2 regularization of the weights (F27..F31). */
#include "dot.h"

enum { L2 = DOT_OWN };

static enum program_status run(struct run *r)
{
    return dot_run(r, &r->value[L2]);
}

const struct script script_p29_regularizationcontain = {
    .name = "p29_regularizationcontain",
    .about = "red and blue dots, with l2 regularization",
    .cite = "F27..F31, class2/p29_regularizationcontain.py",
    .parameter =
        {
            DOT_PARAMETERS,
            [L2] = {"l2", 0.03, PARAMETER_REAL, 0, 1000, "weight of l2_loss(w1) + l2_loss(w2) in the loss"},
        },
    .plots = true,
    .run = run,
};
