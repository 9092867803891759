/* SPDX-License-Identifier: MIT
 * step.h - one training step of a network, and one evaluation, against the reference network and its running error
 * bounds. */
#ifndef STEP_H
#define STEP_H

#include "network.h"

struct step_worst {
    double ratio; /* |got - want| / bound */
    double got, want;
    const char *what; /* "w", "loss", "state m" */
    size_t element;
    size_t untold; /* results whose bound is infinite or so wide that a fault could hide in it */
};

/* Takes one step of list `l` from the parameters and states as they stand, step number 3 in epoch NETWORK_EPOCH. Untold
 * are the weights or biases of a layer each of which moves by less than its bound. false: no memory, or the reference
 * knows no such network. */
bool step_compare(struct network *n, const char *optimizer, int l, struct step_worst *worst);

/* Evaluates the test rows with the parameters as they stand: predictions, and accuracy or loss. */
bool step_evaluate(struct network *n, const char *optimizer, struct step_worst *worst);

#endif
