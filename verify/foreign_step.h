/* SPDX-License-Identifier: MIT
 * foreign_step.h - the results of a training step that somebody else has taken, against the reference network. */
#ifndef FOREIGN_STEP_H
#define FOREIGN_STEP_H

#include "step_reference.h"

struct foreign_step {
    size_t parameters;
    int m, v; /* among the states; -1: none */
    struct ref_net_result want;
};

/* Computes what a step of `batch` rows makes of a bound net's parameters and states as they stand, with its rate, as
 * step number t. false: no memory, or the reference knows no such network. Ended by foreign_step_close either way. */
bool foreign_step_open(struct foreign_step *f, const struct gradus_net *net, size_t batch, const float *x,
                       const void *target, uint64_t t);
void foreign_step_close(struct foreign_step *f);

/* Holds somebody's loss, parameters and states after that step against it: worst->ratio is at most 1 where each of the
 * kernels behind them is as good as float32 BLAS. */
void foreign_step_judge(const struct foreign_step *f, float loss, const float *w, const float *const *state,
                        struct step_worst *worst);

#endif
