/* SPDX-License-Identifier: MIT
 * sgd.c - w -= lr g. Lecture F8, F33, p32_sgd.py.
 * Error scale: |w| + |lr g|, the terms of the difference.
 */
#include "ref.h"

#include <math.h>

ref_function ref_sgd;

enum { W, G, LR }; /* operands, by position */

void ref_sgd(const struct ref_call *c)
{
    const double lr = c->in[LR][0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double w = c->in[W][i], step = lr * c->in[G][i];
        ref_put(c, W, i, w - step, fabs(w) + fabs(step));
    }
}
