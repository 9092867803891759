/* SPDX-License-Identifier: MIT
 * script.h - one script of the lecture: its row in the table of the program `lesson`, and what a run of it is given. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include "program.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum parameter_kind { PARAMETER_REAL, PARAMETER_WHOLE, PARAMETER_SWITCH };

/* What a script defines at its top, and --NAME=VALUE of the program. A switch is on (1) or off (0). */
struct parameter {
    const char *name;
    double value; /* the script's own */
    enum parameter_kind kind;
    double min, max; /* both allowed */
    const char *about;
};

enum { PARAMETERS = 8 };

struct run {
    FILE *out;
    double value[PARAMETERS]; /* one for each of the script's parameters */
    const char *plot;         /* the picture to write; NULL: none */
    char error[512];          /* one line, where the run does not end PROGRAM_PASS */
};

struct script {
    const char *name;                       /* the file's, without .py */
    const char *about;                      /* one line */
    const char *cite;                       /* where in the lecture */
    struct parameter parameter[PARAMETERS]; /* ended by a NULL name, or full */
    bool plots;
    enum program_status (*run)(struct run *r);
};

/* Whether anybody still waits for the results of a long run. A picture is waited for even when the text is not. */
static inline bool run_wanted(const struct run *r)
{
    return !program_interrupted() && (r->plot || !ferror(r->out));
}

/* scripts.c: every script, in the lecture's order, ended by NULL. */
extern const struct script *const scripts[];

/* The script called `word`: its name, the number before the first underscore (p38), or any other beginning that only
 * one name has. NULL where there is none or more than one; then `error` holds one line about it. */
const struct script *script_find(const char *word, char *error, size_t size);

/* The index of a script's parameter, or -1. */
int script_parameter(const struct script *s, const char *name);

/* Reads `text` as a value of `p`, or writes one line that names it and what was expected. */
bool parameter_read(const struct parameter *p, const char *text, double *value, char *error, size_t size);

/* The value as the user writes it: 0.1, 500, on. */
void parameter_write(const struct parameter *p, double value, char *text, size_t size);

#endif
