/* SPDX-License-Identifier: MIT
 * exp_derivative.c - (e^x)' = e^x. Lecture F12, F13, F25.
 * Error scale: |value|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_exp_derivative;

enum { X, DX }; /* operands, by position */

void ref_exp_derivative(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = exp(x);
        ref_put(c, DX, i, v, fabs(v));
    }
}
