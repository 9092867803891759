/* SPDX-License-Identifier: MIT
 * append_file.h - a file of lines that only grows and belongs to one process at a time: what is behind --resume. Lines
 * are written with one call each, so that a killed program leaves at most one unfinished line, at the end. */
#ifndef APPEND_FILE_H
#define APPEND_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct append_file {
    int fd; /* -1: there is none */
};

/* Opens or creates `path` and keeps other processes out. false: why, in words, in `why`. */
bool append_file_open(struct append_file *a, const char *path, const char **why);

/* Opens what is there, to be read only, while nobody writes it. The same. */
bool append_file_look(struct append_file *a, const char *path, const char **why);
void append_file_close(struct append_file *a);

/* A stream from the beginning, which the caller closes; NULL with errno. */
FILE *append_file_read(const struct append_file *a);

/* Cuts off an unfinished last line; *cut says whether there was one. false with errno. */
bool append_file_cut(const struct append_file *a, bool *cut);

/* Shortens the file to its first `bytes`. false with errno. */
bool append_file_shorten(const struct append_file *a, size_t bytes);

/* Adds a text, all of it or nothing; `durable`: it is on the disk before this returns. false with errno. */
bool append_file_add(const struct append_file *a, const char *text, size_t length, bool durable);

#endif
