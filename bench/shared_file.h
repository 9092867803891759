/* SPDX-License-Identifier: MIT
 * shared_file.h - a file in memory that other processes open by its number in our /proc. */
#ifndef SHARED_FILE_H
#define SHARED_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* {.fd = -1}: none. */
struct shared_file {
    int fd;
    char *map;
    size_t bytes;
};

/* A file of so many zeros, mapped. false: no memory. Ended by shared_file_close either way. */
bool shared_file_open(struct shared_file *f, size_t bytes);
void shared_file_close(struct shared_file *f);

#endif
