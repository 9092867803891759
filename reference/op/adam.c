/* SPDX-License-Identifier: MIT
 * adam.c - m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w -= lr mhat / (sqrt(vhat) + epsilon).
 * Lecture F37, p40_adam.py. mhat = m / (1 - beta1^t), vhat = v / (1 - beta2^t), t from 1; the step is that of the m and
 * v which were stored. 1 - beta^t is written -expm1(t ln beta): the printed difference loses digits while beta^t is
 * near 1. The lecture has no epsilon: it is 0 unless told, and a gradient that is 0 from the start gives 0 / 0 = NaN.
 * Error scale: the terms of m and v; |w| + |step|. A rounding of x = t ln beta moves 1 - e^x by |x| e^x / (1 - e^x) < 1
 * times as much, in proportion, whatever t is.
 */
#include "ref.h"

#include <math.h>

ref_function ref_adam;

enum { W, G, LR, M, V }; /* operands, by position */

void ref_adam(const struct ref_call *c)
{
    const double beta1 = c->hyper[0], beta2 = c->hyper[1], epsilon = c->hyper[2], lr = c->in[LR][0], t = (double)c->t;
    const double rest1 = -expm1(t * log(beta1)), rest2 = -expm1(t * log(beta2));

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], g = c->in[G][i];
        const double m_old = beta1 * c->in[M][i], m_new = (1 - beta1) * g;
        const double v_old = beta2 * c->in[V][i], v_new = (1 - beta2) * g * g;
        const double mhat = c->got[M][i] / rest1, vhat = c->got[V][i] / rest2;
        const double step = lr * mhat / (sqrt(vhat) + epsilon);
        ref_put(c, M, i, m_old + m_new, fabs(m_old) + fabs(m_new));
        ref_put(c, V, i, v_old + v_new, fabs(v_old) + fabs(v_new));
        ref_put(c, W, i, w - step, fabs(w) + fabs(step));
    }
}
