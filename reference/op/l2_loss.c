/* SPDX-License-Identifier: MIT
 * l2_loss.c - loss += factor sum w^2 / 2, g += factor w. Lecture F27, F29, p29 (tf.nn.l2_loss, half of the slide's L2).
 * Error scale: the terms of the two sums, |loss| + factor sum w^2 / 2 and |g| + |factor w|.
 */
#include "ref.h"

#include <math.h>

ref_function ref_l2_loss;

enum { W, G, LOSS }; /* operands, by position */

void ref_l2_loss(const struct ref_call *c)
{
    const double factor = c->hyper[0];
    double sum = 0;

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], g = c->in[G][i];
        const double step = factor * w;
        sum += w * w;
        ref_put(c, G, i, g + step, fabs(g) + fabs(step));
    }
    ref_put(c, LOSS, 0, c->in[LOSS][0] + factor * sum / 2, fabs(c->in[LOSS][0]) + fabs(factor) * sum / 2);
}
