/* SPDX-License-Identifier: MIT
 * pair.h - two sides timed alternately: what one launch says about their ratio. Both sides are treated alike in
 * everything, because whatever is done to one of them alone shows as a difference (a calibration on the base alone
 * made a false +0.2 %). */
#ifndef PAIR_H
#define PAIR_H

#include "rng_numpy.h"

#include <stdbool.h>

enum { PAIR_BASE, PAIR_CANDIDATE, PAIR_SIDES };
enum { PAIR_MOST = 48 };

struct pair_plan {
    double slice_ns; /* shorter than a scheduler's slice, far longer than a clock reading */
    size_t warm;     /* slices of each side that are thrown away */
    size_t pairs;    /* even, at most PAIR_MOST; in order ABBA or BAAB, by chance */
};

/* 24 pairs of 1.5 ms after 4 slices each. */
extern const struct pair_plan pair_standard;

/* Runs a side so many times and returns how many ns that took; NaN: it failed. */
typedef double pair_slice(void *self, int side, uint64_t iterations);

struct pair_launch {
    uint64_t iterations;   /* of a slice, the same for both sides */
    double change;         /* the median of ln(candidate / base) over the pairs */
    double ns[PAIR_SIDES]; /* the median time of an iteration */
};

/* Calibrates both sides together, warms both up, and times the pairs. false: a side failed. */
bool pair_measure(const struct pair_plan *plan, pair_slice *slice, void *self, struct rng_numpy *random,
                  struct pair_launch *launch);

#endif
