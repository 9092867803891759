/* SPDX-License-Identifier: MIT
 * rows.h - sizes for rows alone. */
#ifndef ROWS_H
#define ROWS_H

#include "gradus.h"

/* Reads "m=32,k=784,n=128" or "32x784x128" for a row; text NULL: a size by its axes. false: it does not fit them. */
bool rows_shape(const char *text, const struct gradus_op *op, size_t *dim);

#endif
