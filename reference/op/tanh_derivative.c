/* SPDX-License-Identifier: MIT
 * tanh_derivative.c - f' = 1 - f^2 for f = tanh x. Lecture F13 (figure).
 * Written 4 t / (1 + t)^2 with t = e^-2|x|: the printed form loses every digit once |f| is near 1.
 * Error scale: |value|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_tanh_derivative;

enum { X, DX }; /* operands, by position */

void ref_tanh_derivative(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double t = exp(-2 * fabs(x));
        const double v = 4 * t / ((1 + t) * (1 + t));
        ref_put(c, DX, i, v, fabs(v));
    }
}
