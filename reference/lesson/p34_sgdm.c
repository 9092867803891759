/* SPDX-License-Identifier: MIT
 * p34_sgdm.c - SGD with momentum: m = beta m + (1 - beta) g, w -= lr m (F34). */
#include "iris.h"
#include "tensor.h"

enum { BETA = IRIS_OWN };

/* 1 - beta is Python's, a float64 that is rounded once. */
static void sgdm(const struct iris_update *u)
{
    float beta = (float)u->value[BETA], rest = (float)(1 - u->value[BETA]);
    for (size_t i = 0; i < u->n; i++)
        u->m[i] = beta * u->m[i] + rest * u->g[i];
    tensor_descend(u->w, u->m, u->n, (float)u->value[IRIS_LR]);
}

static enum program_status run(struct run *r)
{
    return iris_run(r, sgdm);
}

const struct script script_p34_sgdm = {
    .name = "p34_sgdm",
    .about = "iris with SGD and momentum",
    .cite = "F34, F38, class2/p34_sgdm.py",
    .parameter = {IRIS_PARAMETERS, [BETA] = {"beta", 0.9, PARAMETER_REAL, 0, 1, "decay of the moment"}},
    .plots = true,
    .run = run,
};
