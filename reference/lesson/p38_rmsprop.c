/* SPDX-License-Identifier: MIT
 * p38_rmsprop.c - RMSProp: V = beta V + (1 - beta) g^2, w -= lr g / sqrt(V) (F36). There is no epsilon: once V is
 * flushed to zero under a gradient that is not, the weights become infinite, then nan. */
#include "iris.h"

#include <math.h>

enum { BETA = IRIS_OWN };

static void rmsprop(const struct iris_update *u)
{
    float lr = (float)u->value[IRIS_LR], beta = (float)u->value[BETA], rest = (float)(1 - u->value[BETA]);
    for (size_t i = 0; i < u->n; i++) {
        u->v[i] = beta * u->v[i] + rest * (u->g[i] * u->g[i]);
        u->w[i] -= lr * u->g[i] / sqrtf(u->v[i]);
    }
}

static enum program_status run(struct run *r)
{
    return iris_run(r, rmsprop);
}

const struct script script_p38_rmsprop = {
    .name = "p38_rmsprop",
    .about = "iris with RMSProp",
    .cite = "F36, F38, class2/p38_rmsprop.py",
    .parameter = {IRIS_PARAMETERS, [BETA] = {"beta", 0.9, PARAMETER_REAL, 0, 1, "decay of the moment"}},
    .plots = true,
    .run = run,
};
