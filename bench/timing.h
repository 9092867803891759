/* SPDX-License-Identifier: MIT
 * timing.h - what a training step costs, and its parts.
 *
 * The learning rate is 0 meanwhile, so that a million steps on the same weights do the work of one and nothing runs off
 * to infinity. The step goes through the batches of the data as training does; so do the parts, each of which is the
 * stretch of the step's list that belongs to it, run alone (piece.h). The machine's limits (limits.h) are timed beside
 * them. All this happens in launches (launcher.h), of which only the plan is made here. */
#ifndef TIMING_H
#define TIMING_H

#include "job.h"
#include "launches.h"
#include "measure/process.h"
#include "roof/limits.h"
#include "team.h"

enum { TIMING_PARTS = 6, TIMING_ROWS = TIMING_PARTS * TEAM_SIZES };

struct timing_row {
    const char *part; /* "feed", "forward", "loss", "backward", "update", "step" */
    int threads;      /* asked for */
    int used;         /* that get work of this part */
    bool timed;       /* false: one thread is used, and has been timed */
    bool team;        /* the step is worth more than one thread */
    size_t from, to;  /* its calls in list 0 */
    size_t thing;     /* in launches */
    int limit;        /* in limits */
    struct gradus_count count;
    struct launches_summary time;
    double limit_ns; /* what the machine allows the part; NaN: too small for that to say anything */
    char limited_by[LIMITS_BY];
};

struct timing {
    size_t rows, asked; /* launches */
    struct timing_row row[TIMING_ROWS];
    size_t things; /* of the rows; the limits' loads follow them */
    struct limits limits;
    struct launches launches;
};

/* The rows of a job, of full batches, untimed; the same from the same options in whatever process. */
void timing_plan(struct job *j, const struct team_sizes *teams, struct timing *t);

/* Plans, and times in launches; t->launches.n says in how many. false: one failed or there was no memory, `why`
 * (PROCESS_WHY bytes); what was measured before counts. Ended by timing_free either way. */
bool timing(struct job *j, const struct team_sizes *teams, struct timing *t, char *why);
void timing_free(struct timing *t);

/* Plans, and finds out by a trial how long the launches would take; ns. The same failures. */
bool timing_trial(struct job *j, const struct team_sizes *teams, struct timing *t, double *ns, char *why);

/* Times a planned job in this process and says so on stdout: one launch. An exit status. */
int timing_launch(struct job *j, struct timing *t, char *error, size_t error_size);

/* The row of a part; NULL where it is not there or was not timed. */
const struct timing_row *timing_find(const struct timing *t, const char *part, int threads);

#endif
