/* SPDX-License-Identifier: MIT
 * tanh_derivative_y.c - f' = 1 - y^2 from y = f(x). Lecture F13 (figure).
 * With one rounding (fma), so that it is the double nearest to the formula.
 * Error scale: |value|: y is exact and the difference is rounded once.
 */
#include "ref.h"

#include <math.h>

ref_function ref_tanh_derivative_y;

enum { Y, DX }; /* operands, by position */

void ref_tanh_derivative_y(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double y = c->in[Y][i];
        const double v = fma(-y, y, 1);
        ref_put(c, DX, i, v, fabs(v));
    }
}
