/* SPDX-License-Identifier: MIT
 * sgdm.c - m = beta m + (1 - beta) g, w -= lr m. Lecture F34, p34_sgdm.py.
 * The step is that of the m which was stored.
 * Error scale: |beta m| + |(1 - beta) g| and |w| + |lr m|, the terms of the two sums.
 */
#include "ref.h"

#include <math.h>

ref_function ref_sgdm;

enum { W, G, LR, M }; /* operands, by position */

void ref_sgdm(const struct ref_call *c)
{
    const double beta = c->hyper[0], lr = c->in[LR][0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], old = beta * c->in[M][i], new = (1 - beta) * c->in[G][i];
        const double step = lr * c->got[M][i];
        ref_put(c, M, i, old + new, fabs(old) + fabs(new));
        ref_put(c, W, i, w - step, fabs(w) + fabs(step));
    }
}
