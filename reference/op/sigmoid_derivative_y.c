/* SPDX-License-Identifier: MIT
 * sigmoid_derivative_y.c - f' = y (1 - y) from y = f(x). Lecture F12 (figure).
 * As y - y y with one rounding (fma), so that it is the double nearest to the formula; at +-inf the formula's -inf,
 * where the fma would meet inf - inf. Error scale: |value|: y is exact and the difference is rounded once.
 */
#include "ref.h"

#include <math.h>

ref_function ref_sigmoid_derivative_y;

enum { Y, DX }; /* operands, by position */

void ref_sigmoid_derivative_y(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double y = c->in[Y][i];
        const double v = isinf(y) ? -INFINITY : fma(-y, y, y);
        ref_put(c, DX, i, v, fabs(v));
    }
}
