/* SPDX-License-Identifier: MIT
 * rmsprop.c - v = beta v + (1 - beta) g^2, w -= lr g / (sqrt(v) + epsilon). Lecture F36, p38_rmsprop.py.
 * The step is that of the v which was stored. The lecture has no epsilon: it is 0 unless told, and a gradient that is 0
 * from the start gives 0 / 0 = NaN.
 * Error scale: v itself (both terms are positive), and |w| + |step|.
 */
#include "ref.h"

#include <math.h>

ref_function ref_rmsprop;

enum { W, G, LR, V }; /* operands, by position */

void ref_rmsprop(const struct ref_call *c)
{
    const double beta = c->hyper[0], epsilon = c->hyper[1], lr = c->in[LR][0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], g = c->in[G][i];
        const double old = beta * c->in[V][i], new = (1 - beta) * g *g;
        const double step = lr * g / (sqrt(c->got[V][i]) + epsilon);
        ref_put(c, V, i, old + new, fabs(old) + fabs(new));
        ref_put(c, W, i, w - step, fabs(w) + fabs(step));
    }
}
