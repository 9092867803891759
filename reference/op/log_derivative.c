/* SPDX-License-Identifier: MIT
 * log_derivative.c - (ln x)' = 1 / x. Lecture F23. +-inf at +-0; for x < 0 the formula's 1 / x, not NaN.
 * Error scale: |value|; one division.
 */
#include "ref.h"

#include <math.h>

ref_function ref_log_derivative;

enum { X, DX }; /* operands, by position */

void ref_log_derivative(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = 1 / x;
        ref_put(c, DX, i, v, fabs(v));
    }
}
