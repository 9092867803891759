/* SPDX-License-Identifier: MIT
 * sigmoid_derivative.c - f' = f (1 - f) for f = 1 / (1 + e^-x). Lecture F12 (figure).
 * Written t / (1 + t)^2 with t = e^-|x|: in the printed form 1 - f loses every digit once f is near 1.
 * Error scale: |value|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_sigmoid_derivative;

enum { X, DX }; /* operands, by position */

void ref_sigmoid_derivative(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double t = exp(-fabs(x));
        const double v = t / ((1 + t) * (1 + t));
        ref_put(c, DX, i, v, fabs(v));
    }
}
