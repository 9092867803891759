/* SPDX-License-Identifier: MIT
 * usage.h - who has used the processors until now: two readings tell what happened between them. */
#ifndef USAGE_H
#define USAGE_H

#include <stdbool.h>
#include <stddef.h>

enum { USAGE_PROCESSES = 2048, USAGE_NAME = 16 };

struct usage_process {
    int pid;
    char name[USAGE_NAME];
    double ticks; /* of processor time, in user and kernel mode */
};

struct usage {
    bool known;                     /* /proc/stat could be read: */
    double busy, idle, steal;       /* ticks of all processors together, since the machine started */
    double throttled, swapped, hot; /* periods in which our group's quota was used up; pages swapped in or out;
                                       times a core slowed down because of heat. NaN: not told */
    size_t n;
    struct usage_process of[USAGE_PROCESSES];
};

/* Reads below `root`. */
void usage_take(const char *root, struct usage *u);

/* The share, from 0 to 1, of all processors' time that a hypervisor gave to others; NaN: unknown. */
double usage_steal(const struct usage *before, const struct usage *after);

/* Processors' worth of time used by processes other than `self`, of `processors` in all; `most` becomes the process
 * that used the most of it, and `its` that. What no process here accounts for is in the sum only. NaN: unknown. */
double usage_others(const struct usage *before, const struct usage *after, int self, int processors,
                    const struct usage_process **most, double *its);

#endif
