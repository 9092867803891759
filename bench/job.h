/* SPDX-License-Identifier: MIT
 * job.h - one model, one optimizer, one batch size: a planned net and its memory. */
#ifndef JOB_H
#define JOB_H

#include "arguments.h"
#include "buffer.h"
#include "model.h"

struct job {
    const struct model *model;
    const struct arguments *options;
    const struct gradus_op *optimizer;
    size_t epochs;
    struct gradus_training training;
    struct gradus_net *net;
    struct buffer arena;
    struct gradus_team team; /* it is trained with */
};

/* Optimizers are the rows that make w from g and lr. A list of names or "all"; NULL: rmsprop. */
enum { JOB_OPTIMIZERS = 16 };
struct job_optimizers {
    size_t n;
    const struct gradus_op *op[JOB_OPTIMIZERS];
};
bool job_optimizers(const char *text, struct job_optimizers *found, char *error, size_t error_size);

/* Plans. `rows` and `test` are those of the data, or what to plan for without data. On failure one line in `error`. */
bool job_new(struct job *j, const struct model *model, const struct arguments *o, const struct gradus_op *optimizer,
             size_t batch, size_t rows, size_t test, int threads, char *error, size_t error_size);

/* The same without memory for the net: for counting. */
bool job_plan(struct job *j, const struct model *model, const struct arguments *o, const struct gradus_op *optimizer,
              size_t batch, size_t rows, size_t test, char *error, size_t error_size);
void job_free(struct job *j);

/* Whether a planned job's memory may be asked for: its data, its arena and what it takes to verify it. */
bool job_fits(const struct job *j, char *error, size_t error_size);

/* Whether its numbers are to be verified. */
bool job_verified(const struct job *j);

/* Back to the initial weights, step 0. */
void job_reset(struct job *j);

/* The batches of an epoch, in order, and what to feed for one of them. */
struct job_batch {
    struct gradus_list *list;
    const float *x;
    const void *target;
};
size_t job_batches(const struct job *j);
struct job_batch job_batch(const struct job *j, size_t i);

/* The rows that list 2 evaluates: the test rows, or the training rows of a model that has none. */
struct job_batch job_evaluation(const struct job *j);
size_t job_tested(const struct model *m);

#endif
