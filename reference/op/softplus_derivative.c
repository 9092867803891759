/* SPDX-License-Identifier: MIT
 * softplus_derivative.c - (ln(1 + e^x))' = 1 / (1 + e^-x). Beside lecture F14; F12.
 * Below 0 it is written t / (1 + t) with t = e^x, as in sigmoid.c.
 * Error scale: |value|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softplus_derivative;

enum { X, DX }; /* operands, by position */

void ref_softplus_derivative(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double t = exp(-fabs(x));
        const double v = (x >= 0 ? 1 : t) / (1 + t);
        ref_put(c, DX, i, v, fabs(v));
    }
}
