/* SPDX-License-Identifier: MIT
 * command_line.h - the command line of `verify`. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include "verify.h"

#include <argp.h>

/* What to do instead of checking. */
enum command_line_wish {
    COMMAND_LINE_CHECK,
    COMMAND_LINE_HASH,
    COMMAND_LINE_LIST, /* what follows needs no rows */
    COMMAND_LINE_HELP,
    COMMAND_LINE_HELP_ALL,
    COMMAND_LINE_USAGE,
    COMMAND_LINE_VERSION,
};

struct command_line {
    struct verify_options verify;
    enum command_line_wish wish;
    const char *resume; /* the exhaustive check's journal; NULL: none */
};

/* Reads the command line; a mistake is named in one line, with what was probably meant, and ends the program with
 * PROGRAM_USAGE. */
void command_line_read(int argc, char **argv, struct command_line *line);

/* What can only be checked against rows, so after gradus_start: names, shapes and hyper-parameters. Ends likewise. */
void command_line_check_rows(const struct command_line *line);

/* argp's table of them, ended. */
extern const struct argp_option COMMAND_LINE_OPTIONS[];

/* command_complete.c: answers a shell (complete.h). */
void command_line_complete(FILE *out, size_t words, const char *const *word);

/* command_help.c: prints a help, the usage or the version. */
void command_line_print(FILE *out, enum command_line_wish wish);

#endif
