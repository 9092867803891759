/* SPDX-License-Identifier: MIT
 * piece.h - a stretch of a step's list that can be run by itself, over and over.
 *
 * Arena memory is shared by tensors that live at different times: what a stretch reads may be overwritten by what it
 * computes last. A piece therefore reads copies of its own, taken where the list has just reached it, so that every
 * run computes the same. */
#ifndef PIECE_H
#define PIECE_H

#include "job.h"

struct piece {
    struct job *job;
    struct gradus_team team;
    bool forced;  /* run by the whole team, as in a step that is worth one */
    bool whole;   /* the step itself, fed batch by batch; else ... */
    size_t calls; /* ... these calls (0: feeding alone) */
    struct gradus_call *call;
    size_t first;                                /* of them in the list */
    size_t batches;                              /* to go through */
    void *input[GRADUS_CALLS * GRADUS_OPERANDS]; /* the copies, ended by NULL */
};

/* The calls [from, to) of list 0. The job must be fed and the calls before `from` have just been run. from == to: what
 * feeding costs. false: no memory; *p may be freed either way. */
bool piece_new(struct piece *p, struct job *j, size_t from, size_t to);
void piece_free(struct piece *p);

/* The whole step. */
struct piece piece_step(struct job *j);

/* For slices.h: self is a struct piece. */
void piece_run(void *self, uint64_t iterations);

#endif
