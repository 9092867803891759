/* SPDX-License-Identifier: MIT
 * wiring.h - what no check of single entries can see: whether the entries of a list hand the right values to each
 * other. Read from the operands' addresses, not from what the planner notes down. */
#ifndef WIRING_H
#define WIRING_H

#include "gradus.h"

struct wiring {
    const struct gradus_net *net;
    const struct gradus_list *list;
    const char *arena;
    const void *x, *target; /* what was fed */
};

/* Each returns -1, or the number of the first call at fault; *operand (may be NULL) which of its operands. */

/* Operands lie in the arena, aligned to their element, or are what was fed, and what is fed is only read. */
int wiring_outside(const struct wiring *w, int *operand);

/* A value is read that no call before wrote, or over whose bytes another value was written since. Parameters, states
 * and the schedule's scalars are there from before; so is what was fed. */
int wiring_unwritten(const struct wiring *w, int *operand);

/* A call touches what another call since the last fence writes, or writes what it touches. */
int wiring_unfenced(const struct wiring *w, int *operand);

/* The number of parameters that are not written exactly `times` times. */
size_t wiring_parameters(const struct wiring *w, unsigned times);

#endif
