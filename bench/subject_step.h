/* SPDX-License-Identifier: MIT
 * subject_step.h - one training step of a job, as what contenders are given: judged with the job's learning rate, timed
 * with one that leaves the parameters as they are, so that a step after thousands is the same work as the first. */
#ifndef SUBJECT_STEP_H
#define SUBJECT_STEP_H

#include "against.h"
#include "foreign_step.h"
#include "job.h"
#include "shared_file.h"

enum { SUBJECT_STEP_OPERANDS = 8 };

struct subject_step {
    struct job *job;  /* the caller's, with its memory */
    char widths[100]; /* "784-128-10" */
    bool judged;      /* small enough for the reference */
    struct foreign_step reference;
    struct shared_file file;
    size_t bytes;
    struct subject_operand {
        const char *name, *role;
        const void *from; /* its values before the step; NULL: a result */
        size_t count, offset;
    } operand[SUBJECT_STEP_OPERANDS];
    size_t operands;
};

/* The subject of a step of `job`, number 1, on its first batch. */
struct against_subject subject_step(struct subject_step *s, struct job *job);

#endif
