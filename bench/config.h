/* SPDX-License-Identifier: MIT
 * config.h - the one optional file of options, for --config and GRADUS_CONFIG: on each line an option as on the command
 * line, without dashes, "launches = 16" or "no-verify"; empty lines and those that begin with # say nothing. */
#ifndef CONFIG_H
#define CONFIG_H

#include <stdbool.h>
#include <stddef.h>

enum { CONFIG_ENTRIES = 200 };

struct config_entry {
    const char *name, *value; /* value NULL: there is no '=' */
    size_t line, column, value_column;
    bool used; /* set by who used it */
};

struct config {
    const char *path;
    struct config_entry entry[CONFIG_ENTRIES];
    size_t n;
    char text[1 << 16]; /* of the file, which the entries point into */
};

/* Reads a file. false: one line in `error`, "PATH:LINE:COLUMN: ..." where it is the content. */
bool config_read(struct config *c, const char *path, char *error, size_t error_size);

/* Whether the line of an error, "--NAME ...", is about an option that was used from here; NULL: it is not. */
const struct config_entry *config_origin(const struct config *c, const char *error);

#endif
