/* SPDX-License-Identifier: MIT
 * team.h - which teams to time, and how many threads a list really uses. */
#ifndef TEAM_H
#define TEAM_H

#include "gradus.h"

#include <stdbool.h>
#include <stddef.h>

enum { TEAM_SIZES = 16 };

struct team_sizes {
    size_t n;
    int threads[TEAM_SIZES]; /* ascending, each once */
};

/* Reads "1,2,max" (NULL: "1,max"); max is the number of processors this process may run on, and the most. */
bool team_sizes(const char *text, struct team_sizes *sizes, char *error, size_t error_size);

/* The threads that gradus_run (`forced`: gradus_run_forced) gives work to: it takes one where more would not pay, and
 * none has work for which there is no chunk. Nothing is computed. */
int team_used(const struct gradus_call *list, size_t calls, int threads, bool forced);

/* That in words: "one thread is used at this size", "" where all are used. */
const char *team_note(int used, int threads, char *text, size_t size);

#endif
