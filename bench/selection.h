/* SPDX-License-Identifier: MIT
 * selection.h - what --op, --shape and --impl stand for: implementations of rows, each at one size. */
#ifndef SELECTION_H
#define SELECTION_H

#include "arguments.h"
#include "gradus.h"

struct selected {
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    size_t dim[GRADUS_AXES];
};

struct selection {
    size_t n;
    struct selected *of; /* row by row */
};

/* Finds them, and makes sure that the operands fit in memory, also with `copies` more of them in other processes.
 * PROGRAM_PASS, or PROGRAM_USAGE, PROGRAM_NOTHING, PROGRAM_ENVIRONMENT (program.h) with one line in `error`. Ended by
 * selection_close either way. */
int selection_open(struct selection *s, const struct arguments *o, size_t copies, char *error, size_t error_size);

/* The same for work of small size: without --shape each implementation at a size that it is built for, without --op
 * every row. */
int selection_small(struct selection *s, const struct arguments *o, char *error, size_t error_size);
void selection_close(struct selection *s);

/* Keeps what is of a shard (shard.h). PROGRAM_PASS, or PROGRAM_NOTHING with one line in `error`. */
int selection_shard(struct selection *s, const struct shard *shard, char *error, size_t error_size);

/* Plans a job for each, then opens the journal (resume.h): its status. */
struct resume;
int selection_resume(const struct selection *s, const struct arguments *o, struct resume *resume, char *error,
                     size_t error_size);

/* Whether a glob matches a row; if not, one line in `error` with the nearest name. */
bool selection_named(const char *glob, char *error, size_t error_size);

/* Reads "m=32,k=784,n=128" or "32x784x128" for a row; text NULL: a size by its axes. false: it does not fit them. */
bool selection_shape(const char *text, const struct gradus_op *op, size_t *dim);

#endif
