/* SPDX-License-Identifier: MIT
 * p36_adagrad.c - Adagrad: V += g^2, w -= lr g / sqrt(V) (F35). */
#include "iris.h"

#include <math.h>

static void adagrad(const struct iris_update *u)
{
    float lr = (float)u->value[IRIS_LR];
    for (size_t i = 0; i < u->n; i++) {
        u->v[i] += u->g[i] * u->g[i];
        u->w[i] -= lr * u->g[i] / sqrtf(u->v[i]);
    }
}

static enum program_status run(struct run *r)
{
    return iris_run(r, adagrad);
}

const struct script script_p36_adagrad = {
    .name = "p36_adagrad",
    .about = "iris with Adagrad",
    .cite = "F35, F38, class2/p36_adagrad.py",
    .parameter = {IRIS_PARAMETERS},
    .plots = true,
    .run = run,
};
