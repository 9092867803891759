/* SPDX-License-Identifier: MIT
 * counted.h - what bench instructions counts: rows, or training steps, in the same order on both sides of callgrind. */
#ifndef COUNTED_H
#define COUNTED_H

#include "selection.h"
#include "sweep.h"

/* Each case calls the counted function so often; the last call is the one that counts. */
enum { COUNTED_CALLS = 3 };

struct counted {
    const struct arguments *options;
    bool steps;
    const char *function; /* that is counted: of the library, so that a stripped program has its name too */
    size_t n;
    struct selection rows;
    struct sweep *sweep;
};

/* One of them: a row, or a job. */
struct counted_case {
    size_t i;
    const struct selected *row;
    struct job *job;
};

/* PROGRAM_PASS, or another status (program.h) with one line in `error`. Ended by counted_close either way. */
int counted_open(struct counted *c, const struct arguments *o, char *error, size_t error_size);
void counted_close(struct counted *c);

/* Calls `visit` with each, until it returns false. false: it did, or there was no memory, then with one line in
 * `error`. */
bool counted_each(struct counted *c, bool (*visit)(const struct counted_case *of, void *self), void *self, char *error,
                  size_t error_size);

#endif
