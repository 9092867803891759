/* SPDX-License-Identifier: MIT
 * again.h - the options that were given, as words of another command line. */
#ifndef AGAIN_H
#define AGAIN_H

#include "arguments.h"

enum { AGAIN_WORDS = 48 };

struct again {
    size_t n;
    char *word[AGAIN_WORDS + 1]; /* ended by NULL */
};

/* Adds "--op=relu", for every option that has a meaning for `job`, what is of outputs or of the program left out.
 * false: no memory, or no room. */
bool again_options(struct again *a, const struct arguments *o, enum arguments_job job);
void again_free(struct again *a);

/* Adds a word. false: no memory, or no room. */
bool again_add(struct again *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
