/* SPDX-License-Identifier: MIT
 * sides.h - base and candidate: two executables that speak the workers' protocol (bench/peers/README.md), started
 * afresh for every launch. */
#ifndef SIDES_H
#define SIDES_H

#include "benchmarks.h"
#include "pair.h"

struct sides {
    const char *path[PAIR_SIDES]; /* of the executables; each is started with the argument "worker" */
    const char *isa;              /* NULL: no --isa is passed on */
    double seconds;               /* for an answer */
    struct contender worker[PAIR_SIDES];
};

/* A launch: starts both, in random order, in an environment that is shifted by up to 4095 bytes, the same for both:
 * where a process' stack and heap begin changes its speed. false: one line in `error`. Ended by sides_end either way.
 */
bool sides_start(struct sides *s, struct rng_numpy *random, char *error, size_t error_size);
void sides_end(struct sides *s);

enum sides_result { SIDES_MEASURED, SIDES_REFUSED, SIDES_FAILED };

/* Sets a benchmark up on both, whose operands are open, and times a launch of it. SIDES_REFUSED: one of them does not
 * have it; SIDES_FAILED: one of them died, hung or lied, or we were interrupted; either way `why` (PROCESS_WHY bytes)
 * says which and why. */
enum sides_result sides_launch(struct sides *s, const struct benchmark *b, struct rng_numpy *random,
                               struct pair_launch *launch, char *why);

/* Holds the candidate's results of a benchmark, whose operands are open, against the reference. SIDES_MEASURED: judged;
 * *worst says how it went. Otherwise as sides_launch. */
enum sides_result sides_verify(struct sides *s, struct benchmark *b, struct judge_worst *worst, char *why);

#endif
