/* SPDX-License-Identifier: MIT
 * adagrad.c - v += g^2, w -= lr g / (sqrt(v) + epsilon). Lecture F35, p36_adagrad.py.
 * The step is that of the v which was stored. The lecture has no epsilon: it is 0 unless told, and a gradient that is 0
 * from the start gives 0 / 0 = NaN.
 * Error scale: v itself (both terms are positive), and |w| + |step|.
 */
#include "ref.h"

#include <math.h>

ref_function ref_adagrad;

enum { W, G, LR, V }; /* operands, by position */

void ref_adagrad(const struct ref_call *c)
{
    const double epsilon = c->hyper[0], lr = c->in[LR][0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], g = c->in[G][i], v = c->in[V][i];
        const double step = lr * g / (sqrt(c->got[V][i]) + epsilon);
        ref_put(c, V, i, v + g * g, fabs(v) + g * g);
        ref_put(c, W, i, w - step, fabs(w) + fabs(step));
    }
}
