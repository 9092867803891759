/* SPDX-License-Identifier: MIT
 * callgrind.h - how many instructions calls of one function take, from its entry to its return, by valgrind's
 * callgrind. One process serves many calls: every return of the function is a reading of its own. */
#ifndef CALLGRIND_H
#define CALLGRIND_H

#include "again.h"
#include "measure/process.h"

#include <limits.h>
#include <stdint.h>

struct callgrind {
    char folder[PATH_MAX]; /* of its files; "": there is none */
    char version[32];      /* "valgrind-3.19.0" */
    struct process process;
};

/* Starts this program again with `words`, under callgrind, counting `function`: one thread, addresses that are the same
 * in every run, an environment of nothing but what it needs, OpenBLAS' kernels for Haswell, the best that valgrind can
 * run. false: one line in `error`. Ended by callgrind_end either way. */
bool callgrind_start(struct callgrind *c, const struct again *words, const char *function, char *error,
                     size_t error_size);
void callgrind_end(struct callgrind *c);

/* The next line that it says (PROCESS_LINE bytes). false: one line in `error`. */
bool callgrind_hear(struct callgrind *c, char *line, char *error, size_t error_size);

/* Instructions of call `i`, from 0, of the function; it has returned. false: there is no such reading. */
bool callgrind_reading(const struct callgrind *c, size_t i, uint64_t *instructions);

#endif
