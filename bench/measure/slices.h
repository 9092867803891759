/* SPDX-License-Identifier: MIT
 * slices.h - timing things that are faster than a clock: many calls between two readings, the things to compare
 * interleaved in random order, every reading kept. */
#ifndef SLICES_H
#define SLICES_H

#include "noise.h"

#include <stddef.h>
#include <stdint.h>

/* One thing to time. */
struct slices_variant {
    void (*run)(void *self, uint64_t iterations);
    void (*before)(void *self); /* before each slice, not timed; may be NULL */
    /* Not NULL: it readies itself, takes its own time (in another process) and returns the ns of that many calls; run
     * and before are not used then. NaN: it has failed; so are its readings. */
    double (*timed)(void *self, uint64_t iterations);
    void *self;
    uint64_t iterations; /* in a slice; found by slices_measure */
    double *reading;     /* rounds x slices: ns per iteration, in order of time; the caller's */
    struct noise *noise; /* rounds x slices: what disturbed each; the caller's, NULL: not wanted */
};

/* What is done around slices; not timed. */
struct slices_hooks {
    void (*alive)(void *self); /* before each slice and while iterations are sought: it goes on; may be NULL */
    void (*cool)(void *self);  /* not NULL: before each slice, which then is one call with nothing in the caches */
    void *self;
};

struct slices_plan {
    size_t rounds;   /* spread over the whole time: a round is one value for an interval */
    size_t slices;   /* per round and variant */
    double slice_ns; /* the length of a slice: shorter than a scheduler's, far longer than a clock reading */
    double limit_ns; /* no further round once this is used up (but one is always done) */
    uint32_t seed;   /* of the order */
    size_t warmup;   /* slices of each thing before the rounds, in order, not kept */
    struct slices_hooks hooks;
};

/* 21 rounds of 3 slices of 1.5 ms; with `quick`, 5 rounds of 1 slice. */
struct slices_plan slices_plan(int quick, uint32_t seed);

/* Calibrates, warms up and measures. Returns the rounds done: fewer than planned after an interruption (see program.h)
 * or at the limit. */
size_t slices_measure(struct slices_variant *variant, size_t variants, const struct slices_plan *plan);

/* The value of each round: the median of its slices. */
void slices_rounds(const struct slices_variant *variant, size_t rounds, const struct slices_plan *plan, double *value);

#endif
