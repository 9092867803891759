/* SPDX-License-Identifier: MIT
 * atomic_file.h - a file that is there whole or not at all: written beside its name, then renamed. */
#ifndef ATOMIC_FILE_H
#define ATOMIC_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct atomic_file {
    FILE *stream; /* write here */
    char *target; /* the name that the file gets */
    char *temp;   /* the name that it has until then; NULL where `stream` is the target itself */
};

/* Opens `path` for writing. A symbolic link is followed, and a file that stands there keeps its permissions and, until
 * commit, its content. What is no regular file (/dev/null, a fifo), and what our own output already goes to
 * (/dev/stdout), cannot be replaced and is written directly. On failure returns false and writes one line to `error`;
 * nothing is left behind then. */
bool atomic_file_open(struct atomic_file *a, const char *path, char *error, size_t error_size);

/* Gives the file its name once its bytes are on the disk. Ends *a either way; on failure the old file stands, there is
 * one line in `error`, and false is returned. A failed write to `stream` is reported here: callers need not check. */
bool atomic_file_commit(struct atomic_file *a, char *error, size_t error_size);

/* Ends *a without a trace. Does nothing after commit, after a failed open, and on a zeroed *a. */
void atomic_file_abandon(struct atomic_file *a);

/* Open, write all that is in `from`, commit. */
bool atomic_file_copy(FILE *from, const char *path, char *error, size_t error_size);

#endif
