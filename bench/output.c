/* SPDX-License-Identifier: MIT
 * output.c - a report on stdout and in files. */
#include "atomic_file.h"
#include "command.h"
#include "program.h"

#include <stdlib.h>
#include <unistd.h>

static bool wants_color(void)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no && no[0]) && term && term[0] && term[0] != 'd'; /* dumb */
}

int command_output(const struct arguments *o, const struct report *r, char *error, size_t error_size)
{
    if (r->lacking) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    o->format->write(stdout, r, wants_color());
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
