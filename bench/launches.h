/* SPDX-License-Identifier: MIT
 * launches.h - what came out of several launches. A launch is one fresh process that times the same things as the
 * others: two processes of one program differ by more than the slices of either (where its memory lies, what the
 * machine does meanwhile), so a launch is one value, the median of its slices, and only launches are replicates. */
#ifndef LAUNCHES_H
#define LAUNCHES_H

#include "measure/statistics.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LAUNCHES_MOST = 1000, LAUNCHES_SLICES = 64 };

/* Of a launch's slices, beyond which it is called contaminated. It is kept all the same: what is left out because of
 * how it came out biases the rest. */
static const double LAUNCHES_CONTAMINATED = 0.2;

/* One thing timed in one launch. */
struct launches_part {
    uint64_t iterations; /* of a slice */
    size_t slices;
    double reading[LAUNCHES_SLICES]; /* ns per iteration, in order of time */
    size_t preempted;                /* slices in which another process took a processor from us */
    uint64_t preemptions;            /* how often, in all of them */
    double run_delay_ns;             /* that the thread which calls was ready and had to wait */
};

struct launches {
    size_t n, things;
    struct launches_part *part; /* launch by launch, thing by thing */
    double *steal_percent;      /* by launch: of the processors' time, what the host gave to others; NaN: unknown */
};

/* The part of a thing in a launch, both from 0. */
const struct launches_part *launches_part(const struct launches *l, size_t launch, size_t thing);

/* The launch's value: the median of its slices; ns. */
double launches_value(const struct launches_part *p);

bool launches_contaminated(const struct launches_part *p);

/* A thing over all launches: the statistics of its values, and the 95th percentile of all slices. */
struct launches_summary {
    struct statistics value;
    double p95;
    size_t slices, contaminated; /* of a launch; launches */
};
struct launches_summary launches_summary(const struct launches *l, size_t thing);

#endif
