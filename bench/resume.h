/* SPDX-License-Identifier: MIT
 * resume.h - the journal behind --resume: an append-only file of JSON, one object on a line, each with a checksum and
 * on the disk before the next job begins. The first is the plan: command line, jobs, build, machine. Then come the head
 * of the report, each finished job with what it added to it, and its foot. Whatever ends the program, what was finished
 * is kept, and a later start with the same plan takes it from there; bench merge makes one report of the journals of
 * shards. */
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
    bool merged;      /* it is read only, and its plan is not known before */
    struct append_file file;
    struct shard shard;
    struct json_t *plan;      /* of a journal that is merged */
    struct report head, foot; /* where they were found, what stood before the first job and behind the last */
    bool headed, footed;
    size_t jobs, room, found, kept;
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

/* The head of the report stands, the first job may begin. false: one line in `error`; the file could not be written. */
bool resume_head(struct resume *s, const struct report *r, char *error, size_t error_size);

/* Whether a job is done; then what it added is added to *r, and *facts is filled. Otherwise the job begins. */
bool resume_done(struct resume *s, size_t job, struct report *r, struct resume_facts *facts);

/* The job that began is finished. false: one line in `error`; the file could not be written. */
bool resume_keep(struct resume *s, size_t job, const struct report *r, const struct resume_facts *facts, char *error,
                 size_t error_size);

/* Adds a report's blocks to another: lines and new tables at the end, rows to the table that is there. */
void resume_append(struct report *r, const struct report *added);

/* The report stands: keeps its foot if all jobs are done; after an interruption says how to go on. Frees all. */
void resume_close(struct resume *s, const struct arguments *o, struct report *r);
void resume_free(struct resume *s);

#endif
