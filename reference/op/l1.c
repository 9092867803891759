/* SPDX-License-Identifier: MIT
 * l1.c - loss += factor sum |w|, g += factor sign(w). Lecture F27, F28.
 * sign(0) = 0; the sign of a NaN is NaN.
 * Error scale: the terms of the two sums, |loss| + factor sum |w| and |g| + factor.
 */
#include "ref.h"

#include <math.h>

ref_function ref_l1;

enum { W, G, LOSS }; /* operands, by position */

void ref_l1(const struct ref_call *c)
{
    const double factor = c->hyper[0];
    double sum = 0;

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], g = c->in[G][i];
        const double sign = isnan(w) ? w : (w > 0) - (w < 0);
        const double step = factor * sign;
        sum += fabs(w);
        ref_put(c, G, i, g + step, fabs(g) + fabs(step));
    }
    ref_put(c, LOSS, 0, c->in[LOSS][0] + factor * sum, fabs(c->in[LOSS][0]) + fabs(factor) * sum);
}
