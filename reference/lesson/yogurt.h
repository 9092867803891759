/* SPDX-License-Identifier: MIT
 * yogurt.h - predicting yogurt sales, y = x w1 (F19): what p19 and p20 share. */
#ifndef YOGURT_H
#define YOGURT_H

#include "script.h"

/* The parameters that both scripts begin with. */
enum { YOGURT_SEED, YOGURT_STDDEV, YOGURT_LR, YOGURT_EPOCHS, YOGURT_OWN };

#define YOGURT_PARAMETERS(epochs)                                                                                      \
    [YOGURT_SEED] = {"seed", 23455, PARAMETER_WHOLE, 0, 4294967295, "seed of the data"},                               \
    [YOGURT_STDDEV] = {"stddev", 1, PARAMETER_REAL, 0, 1000, "standard deviation of the initial weights"},             \
    [YOGURT_LR] = {"lr", 0.002, PARAMETER_REAL, 0, 1000, "learning rate"},                                             \
    [YOGURT_EPOCHS] = {"epochs", epochs, PARAMETER_WHOLE, 1, 1000000, "steps to train, each over all the data"}

/* Turns the predictions y of the n targets y_ into the loss' gradient with respect to them. */
typedef void yogurt_loss(const double *value, const float *y_, float *y, size_t n);

enum program_status yogurt_run(struct run *r, yogurt_loss *loss);

#endif
