/* SPDX-License-Identifier: MIT
 * notation.h - sizes and hyper-parameters as they are written: "m=2,k=3,n=2", "beta=0.9,epsilon=0". */
#ifndef NOTATION_H
#define NOTATION_H

#include "gradus.h"

/* Reads the sizes of a row's axes; all of them must be there, once, and at least 1. */
bool notation_shape(const char *text, const struct gradus_op *op, size_t *dim);

/* Writes them. */
void notation_shape_text(const struct gradus_op *op, const size_t *dim, char *text, size_t size);

/* Reads hyper-parameters over those in `hyper`; false where a name is not the row's or a value is no number. */
bool notation_hyper(const char *text, const struct gradus_op *op, double *hyper);

#endif
