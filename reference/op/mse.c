/* SPDX-License-Identifier: MIT
 * mse.c - loss = sum (y - t)^2 / n, dy = 2 (y - t) / n. Lecture F18, p19_mse.py.
 * Error scale: the values themselves. Every term of the sum is positive, and y - t is one rounding of exact numbers.
 */
#include "ref.h"

#include <math.h>

ref_function ref_mse;

enum { Y, T, LOSS, DY }; /* operands, by position */

void ref_mse(const struct ref_call *c)
{
    const size_t n = c->dim[0];
    double loss = 0;

    for (size_t i = 0; i < n; i++) {
        const double d = c->in[Y][i] - c->in[T][i];
        const double dy = 2 * d / (double)n;
        loss += d * d;
        ref_put(c, DY, i, dy, fabs(dy));
    }
    loss /= (double)n;
    ref_put(c, LOSS, 0, loss, loss);
}
