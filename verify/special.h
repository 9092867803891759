/* SPDX-License-Identifier: MIT
 * special.h - NaN, infinities, zeros of either sign, subnormals, the ends of the range and where functions saturate: in
 * all combinations over the inputs of rows of one axis. */
#ifndef SPECIAL_H
#define SPECIAL_H

#include "case.h"

enum { SPECIALS = 24 };

extern const float SPECIAL[SPECIALS];

/* The inputs that take special values: element by element, or (scalars of elementwise rows) call by call. */
struct special_inputs {
    int vectors, scalars;
    int vector[GRADUS_OPERANDS], scalar[GRADUS_OPERANDS];
    bool elementwise;
    size_t values;       /* the first so many of SPECIAL: fewer where all combinations were too many */
    size_t combinations; /* of them over the vectors */
};

/* False: the row has labels, or more axes than one. */
bool special_find(const struct gradus_op *op, struct special_inputs *in);

/* Element `at` of the vectors takes combination number `which`. */
void special_set(struct case_data *c, const struct special_inputs *in, size_t at, size_t which);

#endif
