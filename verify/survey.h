/* SPDX-License-Identifier: MIT
 * survey.h - a function of one float over all floats, or over one of every so many: how many results are not the
 * nearest float, how many break the implementation's promise, how far the worst is off. In slices, so that the work can
 * be shown, stopped and taken up again. */
#ifndef SURVEY_H
#define SURVEY_H

#include "oracle/truth.h"
#include "ref.h"
#include "verify.h"

/* What is surveyed. */
struct survey {
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    bool mpfr;            /* MPFR decides every input; else what the reference's double cannot */
    uint64_t every, seed; /* of each `every` neighbouring floats one is taken, which one the seed says; 1: all */
    int threads;
    /* The rest is survey_start's. */
    ref_function *reference;
    truth_function *truth;
    double hyper[GRADUS_HYPERS]; /* the lecture's */
    double bound;                /* the implementation's */
    bool nearest;                /* it promises the nearest float */
    bool whole;                  /* promised for all floats, not only for the operand's domain */
    uint64_t inputs, slices;
};

/* What it has come to. Errors are counted from the exact value; `ulp` and `beyond` are 0 where all are nearest. */
struct survey_sum {
    uint64_t slices;     /* done */
    uint64_t misrounded; /* results that are not the nearest float */
    uint64_t wrong;      /* results that break the promise; the first of them: */
    float x, got, want;
    double ulp, beyond; /* worst |error| in ulps of the result; and the row's measure, beyond the last rounding */
    float ulp_x, beyond_x;
    uint64_t outputs; /* a digest of all results, in the order of the inputs' bits */
    double seconds;
};

/* Inputs whose exact value lies within 2^-42 of where the rounding turns. */
struct survey_hard {
    float *x;
    size_t n, room;
};

/* Some of the inputs, and what the function makes of them. */
enum { SURVEY_BLOCK = 1 << 16 };
struct survey_block {
    size_t n;
    float x[SURVEY_BLOCK], nearest[SURVEY_BLOCK]; /* to the exact value */
    double want[SURVEY_BLOCK]; /* the exact value: nearer than 2^-42 of it; from MPFR, the nearest double */
    double in[SURVEY_BLOCK], scale[SURVEY_BLOCK]; /* x; the reference's scale */
};

/* True for rows that can be surveyed: functions of one float, with a truth. */
bool survey_applies(const struct gradus_op *op);

/* Fills in what follows from op, impl, every. */
void survey_start(struct survey *s);

/* Surveys the next slice, number sum->slices, and adds it to *sum; appends its hard inputs to *hard. False, and
 * nothing added, where the program was interrupted or (errno is ENOMEM, else 0) memory ran out. */
bool survey_slice(const struct survey *s, struct survey_sum *sum, struct survey_hard *hard);

/* Whether a result for x is promised at all. */
bool survey_promised(const struct survey *s, float x);

/* Inputs [from, from + SURVEY_BLOCK), as far as there are so many, and their truth; appends the hard ones among those
 * that are promised to *hard (NULL: nobody asks). false: no memory for them. */
bool survey_truth(const struct survey *s, uint64_t from, struct survey_block *b, struct survey_hard *hard);

bool survey_hard_add(struct survey_hard *hard, float x);
void survey_hard_free(struct survey_hard *hard);

#endif
