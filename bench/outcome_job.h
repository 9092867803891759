/* SPDX-License-Identifier: MIT
 * outcome_job.h - what the tables of outcome.h have in common: the columns that say which job a row is of. */
#ifndef OUTCOME_JOB_H
#define OUTCOME_JOB_H

#include "outcome.h"

#define JOB_COLUMNS                                                                                                    \
    {"model", "model", REPORT_TEXT, .common = true}, {"optimizer", "optimizer", REPORT_TEXT, .common = true},          \
    {                                                                                                                  \
        "batch", "batch", REPORT_COUNT, .common = true                                                                 \
    }

enum { MODEL, OPTIMIZER, BATCH, JOB_CELLS };

/* A new row with those cells filled; NULL where there is none. */
struct report_cell *outcome_job_row(struct report_table *t, const struct job *j);

/* The rows of the table outcome_time. */
void outcome_time_rows(struct report_table *table, const struct job *j, const struct timing *t);

/* Those of outcome_launches. */
void outcome_launches_rows(struct report_table *table, const struct job *j, const struct timing *t);

#endif
