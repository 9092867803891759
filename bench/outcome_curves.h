/* SPDX-License-Identifier: MIT
 * outcome_curves.h - the table `curves`: loss and accuracy of a training, epoch by epoch, for machines and pictures. */
#ifndef OUTCOME_CURVES_H
#define OUTCOME_CURVES_H

#include "outcome.h"

/* A table with room for `jobs` trainings. */
struct report_table *outcome_curves(struct report *r, size_t jobs);

/* Adds a training's curves. Of more than 128 epochs every k-th is kept, counted from the first, with the smallest k
 * that leaves no more than 128; and always the last, the last with a finite loss and the first without. */
void outcome_curves_rows(struct report_table *t, const struct job *j, const struct train_result *r);

#endif
