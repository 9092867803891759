/* SPDX-License-Identifier: MIT
 * command_line.h - the command line of `verify`. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include "verify.h"

struct command_line {
    struct verify_options verify;
    bool list;
};

/* Reads the command line; a mistake is named, with what was probably meant, and ends the program with PROGRAM_USAGE. */
void command_line_read(int argc, char **argv, struct command_line *line);

/* What can only be checked against rows, so after gradus_start: names, shapes and hyper-parameters. False with one
 * line on stderr. */
bool command_line_fits_rows(const struct command_line *line);

#endif
