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
    double *room;
};

/* false: no memory. */
bool reference_new(struct reference *r, const struct gradus_op *op, const size_t *dim);
void reference_free(struct reference *r);

/* Computes want and scale from in. */
void reference_run(struct reference *r);

/* How far a result of that scale, of that operand, may be from the formula: 4 v of the scale for each operation that it
 * can depend on, by the row's flops. + - * / sqrt are off by 1 v of their result, a library function by 2 ulps, which
 * is 4 v (the GNU C Library's manual, "Known Maximum Errors in Math Functions": tanh 2, all others used here 1); and by
 * how much a result moves when what it is made from does, in proportion, is what its scale says (ref.h). */
double reference_rounding(const struct reference *r, int operand, double scale);

#endif
