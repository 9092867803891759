/* SPDX-License-Identifier: MIT
 * sweep.h - what lists on the command line stand for: models x optimizers x batch sizes, all checked before any work.
 */
#ifndef SWEEP_H
#define SWEEP_H

#include "arguments.h"
#include "job.h"
#include "model.h"
#include "team.h"

enum { SWEEP_MODELS = 8, SWEEP_BATCHES = 32, SWEEP_IMPLS = 16 };

struct sweep_batches {
    size_t n;
    size_t batch[SWEEP_BATCHES];
};

struct sweep {
    size_t models;
    struct model model[SWEEP_MODELS];
    struct sweep_batches batches[SWEEP_MODELS]; /* of each model */
    struct job_optimizers optimizers;
    struct team_sizes teams;
};

/* Reads the lists, loads the data, plans every job. On failure one line in `error`; ended by sweep_close either way. */
bool sweep_open(struct sweep *s, const struct arguments *o, char *error, size_t error_size);
void sweep_close(struct sweep *s);

size_t sweep_jobs(const struct sweep *s);

/* A job of the sweep by its number, from 0. */
struct sweep_place {
    size_t job;
    const struct model *model;
    const struct gradus_op *optimizer;
    size_t batch;
};
struct sweep_place sweep_at(const struct sweep *s, size_t job);

/* Plans every job in the journal, and opens it: its status (resume.h), or that of shard_some (shard.h). */
struct resume;
int sweep_resume(const struct sweep *s, const struct arguments *o, struct resume *resume, char *error,
                 size_t error_size);

/* Batch sizes from "1,8,32" or "all", for data of `rows` rows; NULL: `standard`, or all rows if there are fewer. */
bool sweep_batches(const char *text, const char *model, size_t rows, size_t standard, struct sweep_batches *batches,
                   char *error, size_t error_size);

/* Hyper-parameters on the command line that no chosen optimizer has are mistakes. */
bool sweep_hypers(const struct job_optimizers *optimizers, const struct arguments *o, char *error, size_t error_size);

/* The names of the implementations that rows have, each once, ended by NULL; as text: "exact, tile, blas". */
void sweep_impls(const char **name, size_t most);
void sweep_impl_names(char *text, size_t size);

/* `wanted` is one of them, or NULL. On failure one line in `error`. */
bool sweep_impl(const char *wanted, char *error, size_t error_size);

#endif
