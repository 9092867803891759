/* SPDX-License-Identifier: MIT
 * case.h - one case of a row: operands made from a seed, one call, every result held against the reference. A case is
 * its specification and nothing else, so the line that a failure prints runs the same case again. */
#ifndef CASE_H
#define CASE_H

#include "buffer.h"
#include "judge.h"
#include "verify.h"

enum case_fill {
    CASE_UNIFORM, /* uniform over the operand's domain */
    CASE_COARSE,  /* few values, multiples of a power of two: ties, zeros, exact products */
    CASE_SPREAD,  /* spread over magnitudes down to 2^-40 of the domain */
};

enum case_edge { CASE_INSIDE, CASE_LOW, CASE_HIGH }; /* where a guard page stands */

struct case_spec {
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    size_t dim[GRADUS_AXES];
    double hyper[GRADUS_HYPERS];
    uint64_t seed, step;
    enum case_fill fill;
    enum case_edge edge;
    size_t offset; /* elements by which operands are moved off their alignment */
    int threads;   /* 0: gradus_run alone; else gradus_run_forced with a team of that size */
    bool flush;
};

struct case_data {
    struct case_spec spec;
    struct gradus_call call;
    double bound;
    size_t count[GRADUS_OPERANDS];
    struct buffer buffer[GRADUS_OPERANDS];
    void *before[GRADUS_OPERANDS]; /* the operands' bytes before the call */
    double *number;                /* room for in, got, want and scale of all operands */
    double *in[GRADUS_OPERANDS];
    struct judge_call judged;
};

/* The lecture's hyper-parameters, step 1, seed as asked for; sizes 1. */
struct case_spec case_spec(const struct verify_options *options, const struct gradus_op *op,
                           const struct gradus_impl *impl);

/* The name of a way to fill, and the way of that name; -1: none. */
const char *case_fill_name(enum case_fill fill);
int case_fill_named(const char *name);

/* Sets what the options name: hyper, step, fill, offset, threads. */
void case_options(struct case_spec *spec, const struct verify_options *options);

/* Hyper-parameters unlike the lecture's, so that one that is ignored shows. */
void case_vary(struct case_spec *spec);

/* Allocates the operands and sets up the call. GRADUS_INVALID: the implementation refuses the sizes.
 * GRADUS_ENVIRONMENT: no memory. *c is empty then. */
enum gradus_status case_new(struct case_data *c, const struct case_spec *spec);
void case_free(struct case_data *c);

/* Bytes of one element of operand i. */
size_t case_width(const struct gradus_op *op, int i);

/* Fills inputs from the seed, outputs and work with NaN (labels with -1). */
void case_prepare(struct case_data *c);

/* Takes note of the operands as they stand, for those who filled them themselves. */
void case_remember(struct case_data *c);

/* Puts the operands back to what they were before the call. */
void case_restore(struct case_data *c);

void case_run(struct case_data *c);

/* Holds the results against the reference. Inputs that were written to count as one wrong result each. */
void case_judge(struct case_data *c, struct judge_worst *worst);

/* Two results of n elements have the same bits; NaNs are equal. */
bool case_same(const struct gradus_operand *operand, const void *a, const void *b, size_t n);

/* The first written operand whose bits differ from those of another run of the same case; -1: none. NaNs are equal. */
int case_differs(const struct case_data *a, const struct case_data *b);

/* "verify --op ... --check ...": the line that runs this case again. */
void case_command(const struct case_spec *spec, const char *check, char *text, size_t size);

/* Prepares, runs and judges one case as one expectation. */
bool case_expect(struct verify *v, const struct case_spec *spec);

/* The failure of a judged case, as an expectation, and a note of its worst error. */
bool case_verdict(struct verify *v, const struct case_spec *spec, const struct judge_worst *worst);

#endif
