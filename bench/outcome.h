/* SPDX-License-Identifier: MIT
 * outcome.h - what is reported of one job: lines for people where there is one job, rows of tables for all. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "job.h"
#include "report/report.h"
#include "timing.h"
#include "train.h"
#include "verdict.h"

struct outcome {
    struct train_result train;
    struct verdict verdict;
    struct timing timing;
};

/* The tables of a sweep. */
struct outcome_tables {
    struct report_table *runs, *verify, *time, *launches, *curves;
};

/* A table of `jobs` jobs; `shown` to people. */
struct report_table *outcome_runs(struct report *r, size_t jobs, bool shown);
struct report_table *outcome_verify(struct report *r, size_t jobs, bool shown);
struct report_table *outcome_time(struct report *r, size_t jobs, bool shown);
struct report_table *outcome_launches(struct report *r, size_t jobs, size_t teams, size_t launches);

/* Adds a job to the tables (a NULL one is left out). */
void outcome_rows(const struct outcome_tables *t, const struct job *j, const struct outcome *o);

/* The lines of a single job. */
void outcome_model_line(struct report *r, const struct model *m);
void outcome_job_line(struct report *r, const struct job *j);
void outcome_verify_lines(struct report *r, const struct job *j, const struct outcome *o);
void outcome_converge_lines(struct report *r, const struct job *j, const struct outcome *o);
void outcome_time_note(struct report *r, const struct job *j, const struct timing *t);

/* What must be seen however many jobs there are: disagreements with a line that reruns them, a training that was cut
 * short, divergence, weights near zero. */
void outcome_alarms(struct report *r, const struct job *j, const struct outcome *o);

/* "pass", "FAIL" or "none". */
const char *outcome_verdict(const struct outcome *o);

#endif
