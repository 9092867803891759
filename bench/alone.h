/* SPDX-License-Identifier: MIT
 * alone.h - one operation by itself: made, held against the reference, timed with several teams. */
#ifndef ALONE_H
#define ALONE_H

#include "arguments.h"
#include "case.h"
#include "launches.h"
#include "measure/process.h"
#include "report/report.h"
#include "roof/limits.h"
#include "selection.h"
#include "team.h"

/* With one team. */
struct alone_row {
    int threads, used;
    bool timed;   /* false: one thread is used, and has been timed */
    size_t thing; /* in launches */
    int limit;    /* in limits */
    struct launches_summary time;
};

/* One implementation of one row at one size. */
struct alone {
    struct case_data data;
    struct judge_worst worst;
    size_t rows, asked; /* launches */
    struct alone_row row[TEAM_SIZES];
    size_t things; /* of the rows; the limits' loads follow them */
    struct limits limits;
    struct launches launches;
};

/* The tables of timed operations and of their launches. */
struct alone_tables {
    struct report_table *operations, *launches;
};
struct alone_tables alone_tables(struct report *r, size_t rows, size_t launches);

/* Makes operands from the seed and plans what to time. false: no memory for it, or no such shape. *a is large; ended by
 * alone_free either way. */
bool alone_new(struct alone *a, const struct arguments *o, const struct selected *s, const struct team_sizes *teams);
void alone_free(struct alone *a);

/* Runs the operation once and holds it against the reference: a->worst. */
void alone_judge(struct alone *a);

/* Times it in launches; a->launches.n says in how many. false: one failed or there was no memory, `why` (PROCESS_WHY
 * bytes); what was measured before counts. */
bool alone_time(struct alone *a, const struct arguments *o, char *why);

/* Finds out by a trial how long the launches would take; ns. The same failures. */
bool alone_trial(struct alone *a, const struct arguments *o, double *ns, char *why);

/* Its rows, one for each team. */
void alone_rows(const struct alone_tables *t, const struct alone *a);

/* Times it in this process and says so on stdout: one launch. An exit status. */
int alone_launch(const struct arguments *o, const struct selected *s, const struct team_sizes *teams, char *error,
                 size_t error_size);

/* The elements of its largest operand. */
double alone_elements(const struct gradus_op *op, const size_t *dim);

#endif
