/* SPDX-License-Identifier: MIT
 * step_reference.h - between a planned network and the reference network of its steps. */
#ifndef STEP_REFERENCE_H
#define STEP_REFERENCE_H

#include "net.h"
#include "step.h"

/* The reference's configuration of a step of `batch` rows with the rate lr, number t; kernels promise what float32 BLAS
 * keeps. */
struct ref_net_config step_config(const struct gradus_model *m, const struct gradus_training *t, size_t batch,
                                  double lr, uint64_t number);

/* Where the optimizer keeps its m and v among the states; -1: it has none. */
int step_state(const struct gradus_op *op, const char *name);

/* Enters a result into the worst, held against what the reference says of it. */
void step_hold(struct step_worst *worst, const char *what, size_t element, double got,
               const struct ref_net_value *want);

#endif
