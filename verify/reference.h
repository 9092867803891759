/* SPDX-License-Identifier: MIT
 * reference.h - a row's reference on inputs of one's own, in double throughout. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "oracle.h"
#include "verify.h"

struct reference {
    const struct gradus_op *op;
    size_t dim[GRADUS_AXES];
    double hyper[GRADUS_HYPERS]; /* the lecture's */
    size_t count[GRADUS_OPERANDS];
    uint64_t t;                                                                   /* 1 */
    double *in[GRADUS_OPERANDS], *want[GRADUS_OPERANDS], *scale[GRADUS_OPERANDS]; /* NULL for work */
    double *got[GRADUS_OPERANDS]; /* what would be stored of want, where that is not want itself */
    double terms;                 /* a result adds at most that many terms: the product of the sizes */
    double *room;
};

/* false: no memory. */
bool reference_new(struct reference *r, const struct gradus_op *op, const size_t *dim);
void reference_free(struct reference *r);

/* Computes want and scale from in. */
void reference_run(struct reference *r);

/* How far a result of that scale may be from the formula: a rounding for every term it adds, and the last digits of the
 * few library functions it calls, 16 roundings in all; of double. */
double reference_rounding(const struct reference *r, double scale);

#endif
