/* SPDX-License-Identifier: MIT
 * arguments.h - the command line of bench: one table of commands, one of options. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include "report/report.h"
#include "shard.h"

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
    ARGUMENTS_ACCURACY = 512,
    ARGUMENTS_COMPARE = 1 << 18,
    ARGUMENTS_REPORT = 1 << 19,
    ARGUMENTS_DOCTOR = 1 << 12,
    ARGUMENTS_INSTRUCTIONS = 1 << 13,       /* of rows */
    ARGUMENTS_INSTRUCTIONS_STEPS = 1 << 14, /* of training steps */
    ARGUMENTS_COUNTED = 1 << 15,            /* what callgrind runs for these two */
    ARGUMENTS_SCALE = 1 << 16,              /* rows */
    ARGUMENTS_SCALE_STEPS = 1 << 17,        /* training steps */
    ARGUMENTS_LAUNCH = 1 << 20,             /* one process of those that time a training step, */
    ARGUMENTS_LAUNCH_ROWS = 1 << 21,        /* or a row */
    ARGUMENTS_MERGE = 1 << 22,
    ARGUMENTS_HELP = 16, /* --help, --usage, --version: nothing else counts */
};

/* The commands; arguments_commands ends with a NULL name. The first is meant where none is named. */
struct arguments_command {
    const char *name;
    enum arguments_job job;
    const char *doc;
    size_t least, most; /* operands after it */
    bool internal;      /* a program starts it, not a person */
};
extern const struct arguments_command arguments_commands[];

/* A command's jobs: the first whose options are there is meant. Ends with command 0. */
struct arguments_variant {
    enum arguments_job command, job;
    const char *name;          /* as people know it */
    bool op, against, stepped; /* taken with --op, --against, one of --model, --optimizer, --batch */
};
extern const struct arguments_variant arguments_variants[];

struct arguments_number {
    bool given;
    double value;
};

struct arguments_output {
    const struct report_format *format;
    const char *path;
};

enum { ARGUMENTS_OUTPUTS = 8, ARGUMENTS_OPERANDS = 64 };

struct arguments {
    enum arguments_job job;
    const struct arguments_command *command;
    bool named;                                      /* it was named, not left to be meant */
    const char *help;                                /* "help", "all", "usage" or "version" */
    const char *optimizer, *batch, *model, *threads; /* lists, as given; NULL: the default */
    const char *op, *shape, *against, *impl, *isa, *init, *plot, *what, *kind, *tag, *filter, *progress, *color,
        *resume, *shard_text, *config_text;
    const char *operand[ARGUMENTS_OPERANDS]; /* what stands after the command */
    size_t operands;
    const struct report_format *format;
    struct arguments_output out[ARGUMENTS_OUTPUTS];
    size_t outs;
    struct arguments_number lr, epochs, seed, l1, l2, lr_decay, lr_step, epsilon, beta, beta1, beta2, cost, profit,
        timeout, every, max_time, floor, fwer, launches, launch, warmup;
    bool standardize, flush_denormals, unfused, quick, no_verify, strict, cold_cache, dry_run;
    struct shard shard;
    const char *config;     /* the file that was read; NULL: none */
    size_t configured;      /* the options that it gave */
    char command_line[512]; /* as given: what a rerun starts from */
};

/* Reads argv, then the configuration (config.h), which gives what argv does not. On failure writes one line (without
 * the program's name) to `error` and returns false. */
bool arguments_parse(int argc, char **argv, struct arguments *o, char *error, size_t error_size);

/* Where the configuration has the option that an error is about, "PATH:LINE:COLUMN: ", or "". */
const char *arguments_origin(const char *error, char *text, size_t size);

/* Prints what o->help asks for: the short help, or of a command its own options; the whole help; the usage; the
 * version. */
void arguments_print(FILE *f, const struct arguments *o);

#endif
