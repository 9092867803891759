/* SPDX-License-Identifier: MIT
 * p32_sgd.c - SGD without momentum: w -= lr g (F33). */
#include "iris.h"
#include "tensor.h"

static void sgd(const struct iris_update *u)
{
    tensor_descend(u->w, u->g, u->n, (float)u->value[IRIS_LR]);
}

static enum program_status run(struct run *r)
{
    return iris_run(r, sgd);
}

const struct script script_p32_sgd = {
    .name = "p32_sgd",
    .about = "iris with SGD",
    .cite = "F33, F38, class2/p32_sgd.py",
    .parameter = {IRIS_PARAMETERS},
    .plots = true,
    .run = run,
};
