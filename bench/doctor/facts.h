/* SPDX-License-Identifier: MIT
 * facts.h - what the checks of `bench doctor` look at. Files of the kernel they read themselves, below `root`. */
#ifndef FACTS_H
#define FACTS_H

#include "measure/machine.h"
#include "usage.h"

#include <stdbool.h>

struct facts {
    const char *root; /* "" but in tests */
    int self;         /* our process */
    struct machine machine;
    const char *const *environment; /* "NAME=value", ended by NULL */
    struct usage *before, *after;   /* half a second apart, in which we wanted a processor */

    /* How this program was built. */
    const char *sanitizers; /* "address,undefined"; "" */
    const char *optimize;   /* the kernels: "-O3" */
    bool assertions;

    /* The state it was started in. */
    bool rounds_to_nearest, flushes_denormals;

    int counter_error;                   /* errno of asking for a counter of instructions; 0: there is one */
    double clock_cost_ns, clock_step_ns; /* of reading the clock; the least that it moves by */
    double spread;                       /* 95th percentile of a fixed piece of work over its median */
    double preempted;                    /* share of those slices in which another process was let in */
};

/* Collects and measures, for about half a second. false: no memory. Ended by facts_free either way. */
bool facts_new(struct facts *f);
void facts_free(struct facts *f);

/* The value of an environment variable among them; NULL: it is not set. */
const char *facts_variable(const struct facts *f, const char *name);

#endif
