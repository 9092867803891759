/* SPDX-License-Identifier: MIT
 * command.h - the commands: each fills a report and returns an exit status (program.h). With PROGRAM_USAGE,
 * PROGRAM_NOTHING or PROGRAM_ENVIRONMENT there is one line in `error`; after PROGRAM_USAGE nothing is reported. */
#ifndef COMMAND_H
#define COMMAND_H

#include "arguments.h"
#include "report/report.h"

typedef int command_function(const struct arguments *o, struct report *r, char *error, size_t error_size);

command_function command_run, command_rows, command_rows_against, command_steps_against, command_assignment,
    command_list, command_roof, command_accuracy, command_doctor, command_instructions, command_scale, command_compare,
    command_report, command_merge;

/* Runs the cases of command_instructions once each, and says so: callgrind counts (callgrind.h). */
command_function command_counted;

/* One launch of what another bench times (launch.h), on stdout; they report nothing. */
command_function command_launch, command_launch_rows;

/* Answers the requests of another bench (bench/peers/README.md) on stdin and stdout, and reports nothing. */
command_function command_worker;

/* complete.c: answers a shell (complete.h) that wants to know how the command line may go on. */
void command_complete(FILE *f, size_t words, const char *const *word);

/* Before any work: whether every --out and --plot can be written. PROGRAM_PASS, PROGRAM_USAGE or PROGRAM_ENVIRONMENT,
 * the latter two with one line in `error`. */
int command_writable(const struct arguments *o, char *error, size_t error_size);

/* Writes the report to stdout and to every --out; returns PROGRAM_PASS or PROGRAM_ENVIRONMENT, then with one line in
 * `error`. */
int command_output(const struct arguments *o, const struct report *r, char *error, size_t error_size);

/* The counts of a model, layer by layer, and --what else can be named: parts of `list`. */
command_function command_costs, command_names;

#endif
