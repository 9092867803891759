/* SPDX-License-Identifier: MIT
 * verify.h - a run of checks: what was asked for, what was executed, what failed. */
#ifndef VERIFY_H
#define VERIFY_H

#include "gradus.h"

#include <stdint.h>
#include <stdio.h>

/* What was asked for. Where a value is left out, checks choose their own: that is how a failure's line narrows a run
 * to one case. */
struct verify_options {
    const char *op;                /* a glob over row names; NULL: all */
    const char *check;             /* names, comma separated; NULL: all */
    const char *impl;              /* NULL: all */
    const char *isa;               /* NULL: the best */
    const char *shape;             /* "m=2,n=3"; NULL: the checks' own */
    const char *hyper;             /* "beta=0.5": over the lecture's; NULL: the checks' own */
    const char *fill;              /* "uniform", "coarse", "spread"; NULL: the checks' own */
    const char *hard;              /* a folder for the exhaustive check's hard inputs; NULL: not written */
    const char *proof;             /* the file for its proof; NULL: not written */
    const struct journal *journal; /* what it did before; NULL: nothing, and nothing is kept */
    uint64_t every;                /* it takes one of every so many floats; 0 or 1: all */
    bool mpfr;                     /* MPFR decides all of them */
    uint64_t seed;
    uint64_t step; /* step number; 0: the checks' own */
    int threads;   /* 0: the checks' own */
    int offset;    /* elements off alignment; -1: the checks' own */
    bool quick;    /* smaller selections */
};

enum { VERIFY_SEED = 10, VERIFY_THREADS = 256, VERIFY_OFFSET = 1024 };

struct verify {
    const struct verify_options *options;
    FILE *out;
    const char *check, *op; /* the cell at work; op "-" for a check that is not about rows */
    uint64_t executed, failed;
    bool stopped;   /* something beside the numbers went wrong: the rest cannot be checked */
    double ratio;   /* worst error / bound of the check at work, */
    char where[96]; /* and where */
};

/* One check over all rows. */
struct check {
    const char *name, *about;
    /* True for the rows it is about. NULL: it is about no row and run once, with op NULL. */
    bool (*applies)(const struct verify_options *options, const struct gradus_op *op);
    /* How many expectations run() must execute: from the row, not from run()'s loops. */
    uint64_t (*expected)(const struct verify_options *options, const struct gradus_op *op);
    void (*run)(struct verify *v, const struct gradus_op *op);
};

/* All checks, ended by NULL (checks.c). */
extern const struct check *const CHECKS[];

/* The one place where an expectation is executed: counts it and, where it does not hold, prints FAIL, the message and,
 * where that does not end with one, the command that runs the cell again. Returns ok. */
bool verify_expect(struct verify *v, bool ok, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Notes an error that was seen, for the summary. */
void verify_note(struct verify *v, double error, double bound, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The environment (a full disk, no memory) keeps the check from being done: one line on stderr, and nothing more is
 * checked. */
void verify_stop(struct verify *v, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* True for implementations that the options want. */
bool verify_wants(const struct verify_options *options, const struct gradus_impl *impl);

/* The number of a row's implementations that the options want. */
uint64_t verify_impls(const struct verify_options *options, const struct gradus_op *op);

/* Runs the checks over the rows, prints failures and a summary to `out`, progress to `progress` (may be NULL).
 * Stops between rows when the program is interrupted. Returns a status of program.h. */
int verify_run(const struct verify_options *options, FILE *out, FILE *progress);

#endif
