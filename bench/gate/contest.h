/* SPDX-License-Identifier: MIT
 * contest.h - base against candidate, benchmark by benchmark: launches as decision.h wants them, and their verdicts. */
#ifndef CONTEST_H
#define CONTEST_H

#include "decision.h"
#include "sides.h"

/* What is known of one benchmark. */
struct trial {
    struct benchmark *of;
    bool open;                            /* its operands are made */
    char refused[PROCESS_WHY];            /* "": both have it; else who has not, and why */
    struct judge_worst worst;             /* of the candidate's results */
    size_t n, wanted;                     /* launches of the stage it is in */
    double m[DECISION_MOST];              /* ln(candidate / base) of each, */
    double ns[PAIR_SIDES][DECISION_MOST]; /* and the times of a call */
    bool confirming;                      /* it is in the second stage */
    struct decision_screen screen;
    struct decision decision;
    double seconds; /* that it took */
};

struct contest {
    struct sides sides;
    struct decision_rule rule;
    double seconds; /* that all of it may take; a launch that has begun is finished */
    double start;   /* when it began, ns */
    struct rng_numpy random;
    struct trial *trial;
    size_t n;
    size_t launches; /* of processes, both sides */
};

/* Makes every benchmark's operands and holds the candidate's results against the reference. c->sides (but the workers),
 * rule and seconds are the caller's. false: one line in `error`. Ended by contest_close either way. */
bool contest_open(struct contest *c, struct benchmarks *b, uint32_t seed, char *error, size_t error_size);
void contest_close(struct contest *c);

/* Screens all, confirms the suspects, decides. false: a worker failed, with one line in `error`; or we were
 * interrupted; what was not decided by then, or when the time was up, is inconclusive. */
bool contest_run(struct contest *c, char *error, size_t error_size);

#endif
