/* SPDX-License-Identifier: MIT
 * benchmarks.h - what a comparison times: operations and training steps, each with a name that stays the same from one
 * version to the next. */
#ifndef BENCHMARKS_H
#define BENCHMARKS_H

#include "subject_row.h"
#include "subject_step.h"
#include "sweep.h"

enum { BENCHMARKS = 400, BENCHMARK_GROUPS = 16, BENCHMARK_NAME = 160 };

struct benchmark {
    char name[BENCHMARK_NAME]; /* "op/adam/fast/n=65536/t1", "step/iris/rmsprop/32/t1" */
    const char *impl;          /* to ask a worker for; NULL: the first that it has */
    int threads;
    struct against_subject subject;
    struct subject_row row;   /* of an operation */
    struct subject_step step; /* of a step, with its net */
    struct job job;
};

struct benchmarks {
    size_t n;
    struct benchmark *one[BENCHMARKS];
    struct benchmark_group { /* what the jobs refer to */
        struct arguments options;
        struct sweep sweep;
    } * group[BENCHMARK_GROUPS];
    size_t groups;
};

/* The benchmarks that the options name: --op and --shape, or --model, --optimizer and --batch, with --threads and
 * --impl; otherwise the standard set of --tag (smoke, ci or full; NULL: ci). --filter leaves those whose name it
 * matches. PROGRAM_PASS, or PROGRAM_USAGE, PROGRAM_NOTHING, PROGRAM_ENVIRONMENT (program.h) with one line in `error`.
 * Ended by benchmarks_close either way. */
int benchmarks_open(struct benchmarks *b, const struct arguments *o, char *error, size_t error_size);
void benchmarks_close(struct benchmarks *b);

#endif
