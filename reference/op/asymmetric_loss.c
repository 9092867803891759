/* SPDX-License-Identifier: MIT
 * asymmetric_loss.c - loss = sum of cost (y - t) where y > t, profit (t - y) elsewhere. Lecture F21, p20_custom.py.
 * The comparison is the script's strict tf.greater, so at y = t dy = -profit; the slide's y >= t would give +cost
 * there. The loss is 0 there either way. A sum, not a mean. Error scale: the sum of the terms, which are of one sign;
 * dy is a constant.
 */
#include "ref.h"

#include <math.h>

ref_function ref_asymmetric_loss;

enum { Y, T, LOSS, DY }; /* operands, by position */

void ref_asymmetric_loss(const struct ref_call *c)
{
    const double cost = c->hyper[0], profit = c->hyper[1];
    double loss = 0, size = 0;

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double y = c->in[Y][i], t = c->in[T][i];
        const double f = y > t ? cost * (y - t) : profit * (t - y);
        const double dy = y > t ? cost : -profit;
        loss += f;
        size += fabs(f);
        ref_put(c, DY, i, dy, fabs(dy));
    }
    ref_put(c, LOSS, 0, loss, size);
}
