/* SPDX-License-Identifier: MIT
 * p40_adam.c - Adam: m and V decay, both corrected for their start at zero; w -= lr m^ / sqrt(V^) (F37). */
#include "iris.h"

#include <math.h>

enum { BETA1 = IRIS_OWN, BETA2 };

/* 1 - tf.pow(beta, t), both float32: at t = 1 and beta = 0.999 this is 0.00099998713. */
static float correction(double beta, uint64_t t)
{
    return 1 - (float)pow((double)(float)beta, (double)(float)t);
}

static void adam(const struct iris_update *u)
{
    float lr = (float)u->value[IRIS_LR], beta1 = (float)u->value[BETA1], beta2 = (float)u->value[BETA2];
    float rest1 = (float)(1 - u->value[BETA1]), rest2 = (float)(1 - u->value[BETA2]);
    float correction1 = correction(u->value[BETA1], u->t), correction2 = correction(u->value[BETA2], u->t);
    for (size_t i = 0; i < u->n; i++) {
        u->m[i] = beta1 * u->m[i] + rest1 * u->g[i];
        u->v[i] = beta2 * u->v[i] + rest2 * (u->g[i] * u->g[i]);
        u->w[i] -= lr * (u->m[i] / correction1) / sqrtf(u->v[i] / correction2);
    }
}

static enum program_status run(struct run *r)
{
    return iris_run(r, adam);
}

const struct script script_p40_adam = {
    .name = "p40_adam",
    .about = "iris with Adam",
    .cite = "F37, F38, class2/p40_adam.py",
    .parameter =
        {
            IRIS_PARAMETERS,
            [BETA1] = {"beta1", 0.9, PARAMETER_REAL, 0, 1, "decay of the first moment, m"},
            [BETA2] = {"beta2", 0.999, PARAMETER_REAL, 0, 1, "decay of the second moment, V"},
        },
    .plots = true,
    .run = run,
};
