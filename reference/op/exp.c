/* SPDX-License-Identifier: MIT
 * exp.c - y = e^x. Lecture F12, F13, F25.
 * Error scale: |y|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_exp;

enum { X, Y }; /* operands, by position */

void ref_exp(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = exp(x);
        ref_put(c, Y, i, v, fabs(v));
    }
}
