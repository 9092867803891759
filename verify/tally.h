/* SPDX-License-Identifier: MIT
 * tally.h - how good somebody's function of one float is, whoever made it: what his results for the inputs of a survey
 * come to. Nothing is promised here, so nothing is passed or failed. */
#ifndef TALLY_H
#define TALLY_H

#include "survey.h"

/* The result furthest from the exact value, in ulps of it; ulp 0: all are the nearest floats. */
struct tally_worst {
    double ulp;
    float x, got;
};

struct tally {
    uint64_t inputs;
    uint64_t misrounded;          /* results that are not the nearest float, of these: */
    uint64_t nan, infinity, sign; /* NaN, or infinite, or of a sign (a zero's too) where the nearest float is not, or
                                     the other way round; no distance is taken there */
    uint64_t flushed;             /* 0 where the nearest float is subnormal */
    struct tally_worst normal, small; /* where the exact value is, or is not, at least the least normal float */
};

/* Adds results for the inputs of a block. */
void tally_block(struct tally *t, const struct survey *s, const struct survey_block *b, const float *got);

/* Adds what another came to. */
void tally_join(struct tally *t, const struct tally *more);

#endif
