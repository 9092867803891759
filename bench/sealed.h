/* SPDX-License-Identifier: MIT
 * sealed.h - lines that are known to be whole: {"sum": "...", "KIND": VALUE}, where the sum, FNV-1a in 64 bits, is that
 * of the text behind it. */
#ifndef SEALED_H
#define SEALED_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* A line with its newline, which the caller frees; *length is its bytes. Takes `value`. NULL: no memory. */
char *sealed_line(const char *kind, json_t *value, size_t *length);

/* Whether a line of n bytes begins as ours do, as far as it goes; whether it is whole, too. */
bool sealed_begins(const char *line, size_t n);
bool sealed_whole(const char *line, size_t n);

#endif
