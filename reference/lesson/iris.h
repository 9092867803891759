/* SPDX-License-Identifier: MIT
 * iris.h - the experiment of the five optimizers (F38): y = softmax(x w1 + b1) on the iris data, mean squared error.
 * p32..p40 differ in one thing, the update. */
#ifndef IRIS_H
#define IRIS_H

#include "script.h"

#include <stdint.h>

/* The parameters that all five begin with. */
enum { IRIS_LR, IRIS_EPOCHS, IRIS_BATCH, IRIS_SEED, IRIS_FLUSH, IRIS_OWN };

#define IRIS_PARAMETERS                                                                                                \
    [IRIS_LR] = {"lr", 0.1, PARAMETER_REAL, 0, 1000, "learning rate"}, [IRIS_EPOCHS] = {"epochs",                      \
                                                                                        500,                           \
                                                                                        PARAMETER_WHOLE,               \
                                                                                        1,                             \
                                                                                        1000000,                       \
                                                                                        "epochs to train"},            \
    [IRIS_BATCH] = {"batch", 32, PARAMETER_WHOLE, 1, 120, "rows of a batch"},                                          \
    [IRIS_SEED] = {"seed", 116, PARAMETER_WHOLE, 0, 4294967295, "seed of the shuffle and of the initial weights"},     \
    [IRIS_FLUSH] = {"flush-denormals", 1, PARAMETER_SWITCH, 0, 1, "compute as TensorFlow does on x86, on or off"}

/* What an update sees: the n parameters w (w1, then b1), their gradients g, the moments m and V, which begin as zeros,
 * the number t of this batch, counted from 1 through all epochs, and the script's parameters. */
struct iris_update {
    float *w, *m, *v;
    const float *g;
    size_t n;
    uint64_t t;
    const double *value;
};

typedef void iris_optimizer(const struct iris_update *u);

enum program_status iris_run(struct run *r, iris_optimizer *optimizer);

#endif
