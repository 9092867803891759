/* SPDX-License-Identifier: MIT
 * kinds.h - what kind of operation a row is, read from the row: one may be of several. */
#ifndef KINDS_H
#define KINDS_H

#include "gradus.h"

struct kind {
    const char *name, *doc;
    bool (*is)(const struct gradus_op *op);
};

/* Ended by an empty name; the last one is for rows of no other. */
extern const struct kind kinds[];

/* Bit i: kind number i. */
unsigned kinds_of(const struct gradus_op *op);

/* "loss, fused" */
void kinds_text(unsigned of, char *text, size_t size);

/* Reads "loss,optimizer". false: one line in `error`, with the nearest name. */
bool kinds_read(const char *text, unsigned *of, char *error, size_t error_size);

#endif
