/* SPDX-License-Identifier: MIT
 * arguments.h - the command line of bench: one table of commands, one of options. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "report/report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What is asked for; each option says which of these it is for. */
enum arguments_job {
    ARGUMENTS_RUN = 1,
    ARGUMENTS_ROWS = 2, /* run --op: rows alone */
    ARGUMENTS_ASSIGNMENT = 4,
    ARGUMENTS_LIST = 8,
    ARGUMENTS_ROWS_AGAINST = 32,   /* run --op --against: and beside foreign libraries */
    ARGUMENTS_STEPS_AGAINST = 128, /* run --against: training steps beside foreign libraries */
    ARGUMENTS_WORKER = 64,
    ARGUMENTS_ROOF = 256,
    ARGUMENTS_REPORT = 512,
    ARGUMENTS_HELP = 16, /* --help, --usage, --version: nothing else counts */
};

struct arguments_number {
    bool given;
    double value;
};

struct arguments_output {
    const struct report_format *format;
    const char *path;
};

enum { ARGUMENTS_OUTPUTS = 8, ARGUMENTS_FILES = 256 };

struct arguments {
    enum arguments_job job;
    const char *help;                                /* "help", "usage" or "version" */
    const char *optimizer, *batch, *model, *threads; /* lists, as given; NULL: the default */
    const char *op, *shape, *against, *impl, *isa, *init, *plot;
    const struct report_format *format;
    struct arguments_output out[ARGUMENTS_OUTPUTS];
    size_t outs;
    const char *file[ARGUMENTS_FILES]; /* of a command that reads results */
    size_t files;
    struct arguments_number lr, epochs, seed, l1, l2, lr_decay, lr_step, epsilon, beta, beta1, beta2, cost, profit,
        timeout;
    bool standardize, flush_denormals, unfused, quick, no_verify;
    char command_line[512]; /* as given: what a rerun starts from */
};

/* Reads argv. On failure writes one line (without the program's name) to `error` and returns false. */
bool arguments_parse(int argc, char **argv, struct arguments *o, char *error, size_t error_size);

/* Prints the help (kind "help"), the usage or the version. */
void arguments_print(FILE *f, const char *kind);

#endif
