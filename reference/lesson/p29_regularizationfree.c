/* SPDX-License-Identifier: MIT
 * p29_regularizationfree.c - red and blue dots, no regularization (F30, F31). */
#include "dot.h"

static enum program_status run(struct run *r)
{
    return dot_run(r, NULL);
}

const struct script script_p29_regularizationfree = {
    .name = "p29_regularizationfree",
    .about = "red and blue dots, without regularization",
    .cite = "F30, F31, class2/p29_regularizationfree.py",
    .parameter = {DOT_PARAMETERS},
    .plots = true,
    .run = run,
};
