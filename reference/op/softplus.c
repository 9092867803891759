/* SPDX-License-Identifier: MIT
 * softplus.c - y = ln(1 + e^x), the smooth relu. Beside lecture F14.
 * Written max(x, 0) + log1p(e^-|x|): in the printed form e^x overflows on the right, and 1 + e^x swallows e^x on the
 * left. Error scale: |y|: both terms are positive.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softplus;

enum { X, Y }; /* operands, by position */

void ref_softplus(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = (x > 0 ? x : 0) + log1p(exp(-fabs(x)));
        ref_put(c, Y, i, v, fabs(v));
    }
}
