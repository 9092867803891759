/* SPDX-License-Identifier: MIT
 * slope.h - derivatives of a reference by central differences, with a bound on their error. */
#ifndef SLOPE_H
#define SLOPE_H

#include "reference.h"

/* A scalar of a reference's results: the sum of weight[o][i] * want[o][i]. With `only` >= 0 elements i = only alone
 * (rows in which the others do not depend on what is moved). */
struct slope {
    struct reference *r;
    const double *weight[GRADUS_OPERANDS]; /* NULL: 0 */
    long only;
    bool far; /* the inputs are drawn from all of the domain: functions may be flat everywhere */
};

/* Its derivative by in[operand][element]; *error bounds how far it is off. The reference's results are left for the
 * unmoved inputs. */
double slope_by(struct slope *s, int operand, size_t element, double *error);

#endif
