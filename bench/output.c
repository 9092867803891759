/* SPDX-License-Identifier: MIT
 * output.c - a report on stdout and in files. */
#include "atomic_file.h"
#include "command.h"
#include "program.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0];
}

/* What is asked for here, then by https://no-color.org and https://bixense.com/clicolors, then a terminal that can. */
static bool wants_color(const struct arguments *o)
{
    const char *term = getenv("TERM");
    if (o->color && strcmp(o->color, "auto") != 0)
        return strcmp(o->color, "always") == 0;
    if (is_set("NO_COLOR"))
        return false;
    if (is_set("CLICOLOR_FORCE") && strcmp(getenv("CLICOLOR_FORCE"), "0") != 0)
        return true;
    return isatty(STDOUT_FILENO) && term && term[0] && strcmp(term, "dumb") != 0;
}

int command_output(const struct arguments *o, const struct report *r, char *error, size_t error_size)
{
    if (r->lacking) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    o->format->write(stdout, r, wants_color(o));
    for (size_t i = 0; i < o->outs; i++) {
        struct atomic_file file;
        if (!atomic_file_open(&file, o->out[i].path, error, error_size))
            return PROGRAM_ENVIRONMENT;
        o->out[i].format->write(file.stream, r, false);
        if (!atomic_file_commit(&file, error, error_size))
            return PROGRAM_ENVIRONMENT;
    }
    return PROGRAM_PASS;
}
