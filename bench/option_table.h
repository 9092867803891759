/* SPDX-License-Identifier: MIT
 * option_table.h - the options, as data. */
#ifndef OPTION_TABLE_H
#define OPTION_TABLE_H

#include "words.h"

enum option_kind { TEXT, NUMBER, FLAG, FORMAT, OUTPUT, PRINT };

/* The help's sections. */
enum option_group { NETWORKS = 1, ALONE, MEASURE, COMPARE, OUTPUTS, ABOUT, GROUPS };

extern const char *const option_headers[GROUPS];

struct option_row {
    enum option_group group;
    const char *name, *arg;
    int jobs;
    enum option_kind kind;
    size_t offset;
    const char *doc;
    struct words_range range;
};

enum { ROWS = 54 };
extern const struct option_row option_table[ROWS];

/* argp's table of the options that any of these jobs knows, under the sections' headings, and its end: at most
 * OPTION_ARGP rows. An option's key is OPTION_KEY plus its place in option_table. */
struct arguments_command;
struct argp_option;
enum { OPTION_KEY = 256, OPTION_ARGP = ROWS + GROUPS };
void option_argp(struct argp_option *row, int jobs);

/* The jobs of a command, as option_argp takes them. */
int option_jobs(const struct arguments_command *command);

#endif
