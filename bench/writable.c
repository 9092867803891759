/* SPDX-License-Identifier: MIT
 * writable.c - what would keep results from being written, found before there are any. */
#include "atomic_file.h"
#include "command.h"
#include "plot.h"
#include "program.h"
#include "words.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder a path is in: itself up to its last slash. */
static bool folder_status(const char *path, struct stat *s)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    bool good = folder && stat(folder, s) == 0;
    free(folder);
    return good;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Whether two paths name one file, there or yet to come. Devices and pipes take more than one report. */
static bool same_file(const char *a, const char *b)
{
    struct stat s, t;
    bool has_a = stat(a, &s) == 0, has_b = stat(b, &t) == 0;
    if (has_a != has_b || (has_a && !S_ISREG(s.st_mode)))
        return false;
    if (!has_a && (strcmp(base_name(a), base_name(b)) != 0 || !folder_status(a, &s) || !folder_status(b, &t)))
        return false;
    return s.st_dev == t.st_dev && s.st_ino == t.st_ino;
}

static bool can_write(const char *path, char *error, size_t error_size)
{
    struct atomic_file file;
    struct stat s;
    if (stat(path, &s) == 0 && !S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode)) {
        /* Opened it is only to be written: a reader at the other end would take a second opening for the end. */
        bool good = access(path, W_OK) == 0;
        if (!good)
            snprintf(error, error_size, "%s: cannot write: %s", path, strerror(errno));
        return good;
    }
    bool good = atomic_file_open(&file, path, error, error_size);
    atomic_file_abandon(&file);
    return good;
}

int command_writable(const struct arguments *o, char *error, size_t error_size)
{
    const char *path[ARGUMENTS_OUTPUTS + 2];
    size_t n = 0;
    for (; n < o->outs; n++)
        path[n] = o->out[n].path;
    if (o->plot)
        path[n++] = o->plot;
    if (o->resume)
        path[n++] = o->resume;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            if (same_file(path[i], path[k])) {
                snprintf(error, error_size, "%s and %s are one file: each output wants its own",
                         words_quote(path[k]).text, words_quote(path[i]).text);
                return PROGRAM_USAGE;
            }
    for (size_t i = 0; i < o->outs; i++)
        if (!can_write(path[i], error, error_size))
            return PROGRAM_ENVIRONMENT;
    bool draws = o->format->draws;
    for (size_t i = 0; i < o->outs; i++)
        draws |= o->out[i].format->draws;
    if (draws && !plot_installed(error, error_size))
        return PROGRAM_ENVIRONMENT;
    return !o->plot || plot_possible(o->plot, error, error_size) ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}
