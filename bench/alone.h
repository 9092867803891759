/* SPDX-License-Identifier: MIT
 * alone.h - one operation by itself: made, held against the reference, timed with several teams. */
#ifndef ALONE_H
#define ALONE_H

#include "case.h"
#include "report/report.h"
#include "team.h"

/* One implementation of one row at one size. */
struct alone {
    struct case_data data;
    struct judge_worst worst;
    struct gradus_team team;
    size_t rounds; /* timed */
};

/* The table of timed operations. */
struct report_table *alone_table(struct report *r, size_t rows);

/* The elements of the largest operand: what a time per element is divided by. */
double alone_elements(const struct gradus_op *op, const size_t *dim);

/* Makes operands from the seed, runs the operation once and judges it. false: no memory for it, or no such shape. */
bool alone_new(struct alone *a, const struct gradus_op *op, const struct gradus_impl *impl, const size_t *dim,
               uint64_t seed);
void alone_free(struct alone *a);

/* Times it with every team, a row of the table for each. false: no memory. */
bool alone_time(struct alone *a, const struct team_sizes *teams, bool quick, struct report_table *t);

#endif
