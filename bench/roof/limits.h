/* SPDX-License-Identifier: MIT
 * limits.h - what the machine allows a stretch of calls: no less time than its products take at the peak of
 * multiply-adds, and no less than its operands take to pass through memory once, in a stream of the same mix over a
 * working set of the same size. The limits are measured in the same run, interleaved with what they limit, because a
 * clock that moves by half between two minutes would make anything of an older one. */
#ifndef LIMITS_H
#define LIMITS_H

#include "load.h"
#include "measure/slices.h"

enum { LIMITS_ITEMS = 128, LIMITS_LOADS = 160, LIMITS_BY = 40 };

/* What a stretch of calls cannot do without. An operand is counted once, however often the calls use it: read if one of
 * them reads it before any has written it, written if any writes it. Operands are told apart by where they are; those
 * that are nowhere (NULL) are each another. */
struct limits_demand {
    double flops;         /* of its matrix products: two for each multiply-add */
    double bytes;         /* read and written */
    size_t footprint;     /* bytes of the operands */
    enum kernels_mix mix; /* the stream that is most like its large operands: those of at least half the largest */
};
struct limits_demand limits_demand(const struct gradus_call *call, size_t calls);

/* Of operands alone: the mix of so many arrays read, written, and both. */
enum kernels_mix limits_mix(int in, int out, int inout);

/* The least time, ns: the larger of flops / flops_per_ns and bytes / bytes_per_ns; a rate of 0 was not measured. */
double limits_least(const struct limits_demand *d, double flops_per_ns, double bytes_per_ns);

/* Beyond this a limit was mis-measured: it is no limit. In percent. */
static const double LIMITS_MOST = 105;

/* The limits of several stretches, each a position from 0 in the order in which they were asked for. */
struct limits {
    struct limits_item {
        struct limits_demand demand;
        int peak, stream[KERNELS_STORES]; /* loads; -1: none */
    } item[LIMITS_ITEMS];
    size_t items;
    struct limits_key {
        int threads;
        bool peak;
        enum kernels_mix mix;
        enum kernels_store store;
        size_t floats;
    } key[LIMITS_LOADS];
    struct load load[LIMITS_LOADS];
    double rate[LIMITS_LOADS]; /* work per ns */
    size_t loads;
    struct load_arena arena;
};

/* Wants the limit of what a team of so many threads computes. Returns its position; -1: too small for a limit to say
 * anything (operands below 16 KiB: overhead is what they cost), or no room. */
int limits_want(struct limits *l, struct limits_demand demand, int threads);

/* The loads of what is wanted as they will be, without memory: enough for limits_set. */
void limits_plan(struct limits *l);

/* Makes them, to be run. false: no memory, *l may be freed either way. */
bool limits_ready(struct limits *l);
void limits_free(struct limits *l);

/* A variant for each load, to be measured with the others; `room` has `readings` doubles for each. Returns how many. */
size_t limits_variants(struct limits *l, struct slices_variant *variant, double *room, size_t readings);

/* What a load came to: ns for a run of it; 0 or NaN: it was not measured. */
void limits_set(struct limits *l, size_t load, double ns);

/* What they came to. `value` has room for `rounds` doubles. */
void limits_measured(struct limits *l, const struct slices_variant *variant, size_t rounds,
                     const struct slices_plan *plan, double *value);

/* The least time of a stretch, ns; NaN for position -1. `by` (LIMITS_BY bytes) says what bounds it. */
double limits_of(const struct limits *l, int position, char *by, size_t by_size);

/* The words for a limit that was exceeded; "" where it was not. `percent` may be NaN. */
const char *limits_note(double percent, char *text, size_t size);

#endif
