/* SPDX-License-Identifier: MIT
 * step.h - one training step of a network against the reference network and its running error bounds. */
#ifndef STEP_H
#define STEP_H

#include "network.h"

struct step_worst {
    double ratio; /* |got - want| / bound */
    double got, want;
    const char *what; /* "w", "loss", "state" */
    size_t element;
    size_t untold; /* parameters whose bound is infinite, or wider than what the step moves them by */
};

/* Takes one step of list `l` from the parameters and states as they stand, step number 3. false: no memory, or the
 * reference knows no such network. */
bool step_compare(struct network *n, const char *optimizer, int l, struct step_worst *worst);

#endif
