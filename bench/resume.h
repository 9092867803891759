/* SPDX-License-Identifier: MIT
 * resume.h - the journal behind --resume: an append-only file of JSON, one object on a line, each with a checksum and
 * on the disk before the next job begins. The first is the plan: command line, jobs, build, machine. Each other is a
 * finished job with what it added to the report. Whatever ends the program, what was finished is kept, and a later
 * start with the same plan takes it from there. */
#ifndef RESUME_H
#define RESUME_H

#include "append_file.h"
#include "arguments.h"
#include "launches_rows.h"
#include "report/report.h"

enum { RESUME_NAME = 200 };

/* What is to be known of a finished job besides what it reported. */
struct resume_facts {
    bool disagreement;
    size_t rounds;                  /* of those that are timed in rounds */
    struct launches_count launches; /* of those that are timed in launches */
};

struct resume {
    const char *path; /* NULL: no journal is wanted, and every function does nothing */
    struct append_file file;
    size_t jobs, room, found;
    bool torn; /* an unfinished line was dropped */
    struct resume_job {
        char name[RESUME_NAME];
        struct report report; /* where it was found, what it added */
        struct resume_facts facts;
        bool done;
    } * job;
    size_t blocks; /* of the report when the job began, */
    size_t *rows;  /* and the rows of each block */
};

/* Begins a plan; then each job is named, in order. false: no memory. */
void resume_new(struct resume *s, const struct arguments *o);
__attribute__((format(printf, 2, 3))) bool resume_plan(struct resume *s, const char *format, ...);

/* Opens or begins the journal. Returns PROGRAM_PASS, or PROGRAM_USAGE (it is of another plan, or none, or damaged) or
 * PROGRAM_ENVIRONMENT with one line in `error`. */
int resume_open(struct resume *s, const struct arguments *o, char *error, size_t error_size);

/* Says in the report what was found; nothing where nothing was. */
void resume_line(const struct resume *s, struct report *r);

/* Whether a job is done; then what it added is added to *r, and *facts is filled. Otherwise the job begins. */
bool resume_done(struct resume *s, size_t job, struct report *r, struct resume_facts *facts);

/* The job that began is finished. false: one line in `error`; the file could not be written. */
bool resume_keep(struct resume *s, size_t job, const struct report *r, const struct resume_facts *facts, char *error,
                 size_t error_size);

/* After an interruption says how to go on. Frees all. */
void resume_close(struct resume *s, const struct arguments *o, struct report *r);

#endif
