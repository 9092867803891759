/* SPDX-License-Identifier: MIT
 * plan.h - --dry-run: what would be done and how long it would take, found out by a short trial of each piece of work.
 */
#ifndef PLAN_H
#define PLAN_H

#include "arguments.h"
#include "selection.h"
#include "sweep.h"

/* The plans of a sweep and of a selection: a row for each job or case and the sum, in the table `plan`. An exit status;
 * one line in `error` where it is not PROGRAM_PASS. */
int plan_sweep(const struct sweep *s, const struct arguments *o, struct report *r, char *error, size_t error_size);
int plan_selection(const struct selection *s, const struct team_sizes *teams, const struct arguments *o,
                   struct report *r, char *error, size_t error_size);

#endif
