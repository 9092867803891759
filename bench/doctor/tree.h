/* SPDX-License-Identifier: MIT
 * tree.h - reads /proc and /sys below a root, so that tests can plant their own. */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <stddef.h>

/* All of a file that fits, without the newline at its end. false: there is none, and `text` is "". */
bool tree_text(const char *root, const char *path, char *text, size_t size);

/* The number a file begins with. false: there is none. */
bool tree_number(const char *root, const char *path, double *value);

/* The number after `label` at the beginning of a line: "MemAvailable:", "nr_throttled". false: there is none. */
bool tree_field(const char *root, const char *path, const char *label, double *value);

/* Calls `visit` with the text of every file that a pattern of the root's matches ("sys/.../cpu[0-9]*\/..."), and
 * returns how many those are. */
size_t tree_each(const char *root, const char *pattern, void (*visit)(const char *text, void *self), void *self);

#endif
