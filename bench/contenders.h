/* SPDX-License-Identifier: MIT
 * contenders.h - who is timed beside us in --against: foreign libraries, each a worker process (bench/peers/README.md),
 * and we ourselves as another. */
#ifndef CONTENDERS_H
#define CONTENDERS_H

#include "arguments.h"
#include "measure/process.h"
#include "report/report.h"

enum { CONTENDERS = 16, CONTENDER_NAME = 96 };

struct contender {
    char name[CONTENDER_NAME]; /* "sleef", or a path to somebody's own worker; [0] is "gradus" */
    char version[64];
    struct process process; /* pid 0: it is not here, */
    char why[PROCESS_WHY];  /* and why: "is not built (...)", "died of signal 11" */
    bool failed;            /* it was there and did not keep to the protocol */
    double seconds;         /* it has for an answer */
};

struct contenders {
    size_t n;
    struct contender one[CONTENDERS];
};

/* The libraries that can be named, ended by an empty name: what Debian package each needs, and whether its worker is
 * here; of a module of Python's only that worker can say whether it is. */
struct contenders_known {
    const char *name, *package;
    bool python, here;
};
struct contenders_known contenders_known(size_t i);

/* Reads "sleef,onednn,./mine" or "all". false: one line in `error` that names what is unknown. */
bool contenders_read(struct contenders *c, const char *list, char *error, size_t error_size);

/* Starts them all, with --timeout, us with --isa. Those that are missing are no error. false: we ourselves do not
 * start; one line in `error`. Ended by contenders_end either way. */
bool contenders_start(struct contenders *c, const struct arguments *o, char *error, size_t error_size);
void contenders_end(struct contenders *c);

/* Whether one of them failed; `error` then has a line about the first. */
bool contenders_blame(const struct contenders *c, char *error, size_t error_size);

/* A line for each peer: its version, or why it is missing. */
void contenders_report(const struct contenders *c, struct report *r);

/* Starts a worker's program (argv ends with NULL; argv[0] is its path) and takes its greeting. c->seconds is the
 * caller's. false: c->why. */
bool contender_start(struct contender *c, char *const *argv);

/* Asks and takes the answer (PROCESS_LINE bytes). false: it is not here, or no longer. */
bool contender_ask(struct contender *c, char *answer, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* It has answered something else than was asked: it is ended and not asked again. */
void contender_accuse(struct contender *c, const char *answer, const char *request);

#endif
