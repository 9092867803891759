/* SPDX-License-Identifier: MIT
 * timing.h - what a training step costs, and its parts.
 *
 * The learning rate is 0 meanwhile, so that a million steps on the same weights do the work of one and nothing runs off
 * to infinity. The step goes through the batches of the data as training does; so do the parts, each of which is the
 * stretch of the step's list that belongs to it, run alone (piece.h). The machine's limits (limits.h) are timed beside
 * them. */
#ifndef TIMING_H
#define TIMING_H

#include "job.h"
#include "measure/statistics.h"
#include "roof/limits.h"
#include "team.h"

enum { TIMING_PARTS = 6, TIMING_ROWS = TIMING_PARTS * TEAM_SIZES };

struct timing_row {
    const char *part;       /* "feed", "forward", "loss", "backward", "update", "step" */
    int threads;            /* asked for */
    int used;               /* that get work of this part */
    struct statistics time; /* ns, over rounds; n = 0: not timed, because one thread is used and has been timed */
    double p95;             /* ns, over slices */
    struct gradus_count count;
    double limit_ns; /* what the machine allows the part; NaN: too small for that to say anything */
    char limited_by[LIMITS_BY];
};

struct timing {
    size_t rounds, slices;
    size_t rows;
    struct timing_row row[TIMING_ROWS];
};

/* Times full batches of the job. false: no memory. */
bool timing(struct job *j, const struct team_sizes *teams, bool quick, struct timing *t);

/* The row of a part; NULL where it is not there or was not timed. */
const struct timing_row *timing_find(const struct timing *t, const char *part, int threads);

#endif
