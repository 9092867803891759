/* SPDX-License-Identifier: MIT
 * launcher.h - launches from outside: one process after the other, none beside another, and nothing is computed here
 * meanwhile. Each is this program again (launch.h), with the options that were given and some more that single out one
 * job of a sweep. Its environment is padded by a random length, which moves its stack. */
#ifndef LAUNCHER_H
#define LAUNCHER_H

#include "again.h"
#include "launches.h"
#include "measure/process.h"

struct launcher {
    const struct arguments *o;
    struct again words; /* the program, and its command line but for --launch */
};

/* By --launches, or the default. */
size_t launcher_launches(const struct arguments *o);

/* After so many ns of a job's launches none begins any more: --max-time, or the default. */
double launcher_most_ns(const struct arguments *o);

/* A launcher for `job`, a kind of launch; add to its words what singles out one (again_add). false: no memory; it may
 * be freed either way. */
bool launcher_new(struct launcher *s, const struct arguments *o, enum arguments_job job);
void launcher_free(struct launcher *s);

/* Room for launches of so many things. false: no memory; *l may be freed either way. */
bool launches_new(struct launches *l, size_t launches, size_t things);
void launches_free(struct launches *l);

/* Runs launch `number` (from 1; 0: a trial) and adds it to *l. false: `why` (PROCESS_WHY bytes) says what it did, in
 * words that follow its name; nothing is added. An interruption (program.h) ends it, and is such a failure, too. */
bool launcher_one(struct launcher *s, size_t number, struct launches *l, char *why);

/* Runs all, but none after the first that would start later than --max-time allows. The same failures, `why` with the
 * launch's name; what came before is kept. */
bool launcher_all(struct launcher *s, struct launches *l, char *why);

/* How long all launches would take, in ns, by launch 0, which calibrates and times one slice of each of `things`
 * things. The same failures. */
bool launcher_predict(struct launcher *s, size_t things, double *ns, char *why);

#endif
