/* SPDX-License-Identifier: MIT
 * launches_rows.h - the table `launches`: one row for each launch and thing timed, for machines; and what people are
 * told of launches. */
#ifndef LAUNCHES_ROWS_H
#define LAUNCHES_ROWS_H

#include "arguments.h"
#include "launches.h"
#include "report/report.h"

/* The cells that name the thing, as in the table of times: of a job and a part, or of an operation. */
enum {
    LAUNCHES_MODEL,
    LAUNCHES_OPTIMIZER,
    LAUNCHES_BATCH,
    LAUNCHES_PART,
    LAUNCHES_OPERATION,
    LAUNCHES_IMPLEMENTATION,
    LAUNCHES_SHAPE,
    LAUNCHES_NAMES
};

struct report_table *launches_table(struct report *r, size_t rows);

/* A new row of one thing in one launch, its name still empty; NULL where there is none. */
struct report_cell *launches_row(struct report_table *t, const struct launches *l, size_t launch, size_t thing,
                                 int threads);

/* How many launches there were, and how they went. */
struct launches_count {
    size_t asked, least, most; /* of any job */
    size_t values, contaminated;
};
void launches_count(struct launches_count *c, const struct launches *l, size_t asked, size_t things);

/* The same of what was counted before. */
void launches_counted(struct launches_count *c, const struct launches_count *more);

/* Lines: what from..to is, what is missing, what was contaminated. */
void launches_notes(struct report *r, const struct arguments *o, const struct launches_count *c);

#endif
