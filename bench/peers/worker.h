/* SPDX-License-Identifier: MIT
 * worker.h - a program that times what it is asked for on stdin and answers on stdout (bench/peers/README.md). What a
 * worker must bring is how it sets up a case; memory, clock and protocol are the same for all, ours included. */
#ifndef WORKER_H
#define WORKER_H

#include "request.h"

enum { WORKER_SETTINGS = 16 };

/* One way to run a case. */
struct worker_setting {
    char name[REQUEST_NAME];                              /* without blanks */
    void (*before)(const struct request *r, void *state); /* not timed; may be NULL */
    void (*run)(const struct request *r, void *state);
    void (*after)(const struct request *r, void *state); /* not timed: results to the operands; may be NULL */
    void (*close)(void *state);                          /* may be NULL */
    void *state;
};

struct worker {
    const char *name, *version;
    /* Fills the settings it has for a case, the best first, and returns how many; 0: `why` (REQUEST_WHY bytes) says why
     * not. Operands are there, with the inputs in them. */
    size_t (*open)(const struct request *r, struct worker_setting *setting, char *why);
};

/* Answers until stdin ends; an exit status. */
int worker_serve(const struct worker *w);

/* Instead: what it needs is not here. */
int worker_missing(const char *why);

#endif
