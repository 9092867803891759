/* SPDX-License-Identifier: MIT
 * train.h - trains a job for all its epochs and says how it went. */
#ifndef TRAIN_H
#define TRAIN_H

#include "job.h"

struct train_result {
    size_t epochs;        /* done: fewer than asked for after an interruption */
    uint64_t steps;       /* done */
    double *loss, *right; /* by epoch: mean of the batches' losses; share of rows that are right (NaN: no such thing) */
    double total_ns;      /* training and the test after each epoch, as the lecture's total_time */
    long first_all_right; /* the first epoch after which every row is right; -1: none */
    size_t tested;        /* rows */
    size_t near_zero;     /* weights with |w| < 1e-3 max |w| */
    bool diverged;        /* a loss or parameter is not finite */
    size_t epoch;         /* where that began: */
    uint64_t step;        /* counted from 1 over all epochs; 0: not found again */
    char parameter[32];   /* the first parameter; "" where only the loss is not finite */
    size_t element;       /* its place among the net's */
    double before, g, v;  /* it, its gradient, its state v after that step; v NaN: no such state */
    double after;
};

/* Trains from the initial weights; the job keeps the trained ones. false: no memory. */
bool train(struct job *j, struct train_result *r);

/* The `points` steps that end with step `last` (from 1), of the parameter at `element`: trains again up to there.
 * False: interrupted, or no memory. The job keeps what it had trained. */
struct train_point {
    uint64_t step;
    double w, g, v; /* after the step; v NaN: no such state */
};
bool train_trace(struct job *j, size_t element, uint64_t last, struct train_point *point, size_t points);

void train_free(struct train_result *r);

#endif
