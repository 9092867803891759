/* SPDX-License-Identifier: MIT
 * buffer.h - aligned memory, and memory between guard pages for tests. */
#ifndef BUFFER_H
#define BUFFER_H

#include <stddef.h>

struct buffer {
    void *p;      /* the usable bytes */
    size_t bytes; /* how many */
    void *map;    /* what was mapped */
    size_t mapped;
};

/* `bytes` zeroed bytes aligned to 64. p is NULL where there is no memory. */
struct buffer buffer_new(size_t bytes);

/* Where the usable bytes lie between two inaccessible pages: a touch beyond that end is a fault. */
enum buffer_edge { BUFFER_LOW, BUFFER_HIGH };

/* `bytes` zeroed bytes flush against the guard page at `edge`. BUFFER_LOW is page-aligned, BUFFER_HIGH aligned as bytes
 * is. */
struct buffer buffer_guarded(size_t bytes, enum buffer_edge edge);

void buffer_free(struct buffer *b);

#endif
