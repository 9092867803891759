/* SPDX-License-Identifier: MIT
 * command.h - the commands: each fills a report and returns an exit status (program.h). With PROGRAM_USAGE or
 * PROGRAM_ENVIRONMENT there is one line in `error`. */
#ifndef COMMAND_H
#define COMMAND_H

#include "arguments.h"
#include "report/report.h"

typedef int command_function(const struct arguments *o, struct report *r, char *error, size_t error_size);

command_function command_run, command_rows, command_assignment, command_list;

/* Writes the report to stdout and to every --out; returns PROGRAM_PASS or PROGRAM_ENVIRONMENT, then with one line in
 * `error`. */
int command_output(const struct arguments *o, const struct report *r, char *error, size_t error_size);

/* The counts of a model, layer by layer: part of `list`. */
command_function command_costs;

#endif
