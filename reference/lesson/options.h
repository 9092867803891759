/* SPDX-License-Identifier: MIT
 * options.h - the command line of the program `lesson`. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "script.h"

/* What the user asked for. */
enum wish { WISH_RUN, WISH_LIST, WISH_HELP, WISH_USAGE, WISH_VERSION };

struct options {
    enum wish wish;
    bool all;                    /* help: of everything */
    const struct script *script; /* NULL: none was named */
    struct run run;              /* its values and picture */
};

/* Reads the command line. What is wrong with it goes to stderr, and the process exits with PROGRAM_USAGE. */
void options_read(struct options *o, int argc, char **argv);

/* help.c: --help or --usage for the script, or for the program where there is none. */
void options_help(const struct options *o, FILE *out);

/* help.c: answers a shell (complete.h). */
void options_complete(FILE *out, size_t words, const char *const *word);

#endif
