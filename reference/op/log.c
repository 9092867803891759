/* SPDX-License-Identifier: MIT
 * log.c - y = ln x. Lecture F23. ln(+-0) = -inf, ln of a negative number is NaN.
 * Error scale: |y|: the argument is exact, so log keeps its relative accuracy near 1 too.
 */
#include "ref.h"

#include <math.h>

ref_function ref_log;

enum { X, Y }; /* operands, by position */

void ref_log(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = log(x);
        ref_put(c, Y, i, v, fabs(v));
    }
}
