/* SPDX-License-Identifier: MIT
 * help.h - a help that fits on one screen: rows of a word and what it means, as wide as the terminal. */
#ifndef HELP_H
#define HELP_H

#include <argp.h>
#include <stddef.h>
#include <stdio.h>

enum { HELP_LINES = 24, HELP_COLUMNS = 80 }; /* the smallest terminal that people still have */

struct help_row {
    const char *left, *right;
};

/* The columns to write in: $COLUMNS where that is a sensible number, otherwise HELP_COLUMNS. argp is told as well, once
 * and unless $ARGP_HELP_FMT is set. */
int help_columns(void);

/* One screen: the usage, examples, commands where there are any, and of the options in argp's table those named in
 * `first` (ended by NULL, what is needed most before the rest) as far as HELP_LINES go. */
struct help_screen {
    const char *usage, *more; /* the first line and the last */
    const struct help_row *example, *command;
    size_t examples, commands;
    const struct argp_option *option;
    const char *const *first;
};
void help_screen(FILE *f, const struct help_screen *screen);

#endif
