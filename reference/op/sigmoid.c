/* SPDX-License-Identifier: MIT
 * sigmoid.c - y = 1 / (1 + e^-x). Lecture F12, tf.nn.sigmoid.
 * Below 0 it is written t / (1 + t) with t = e^x: there the printed form would pass through an e^-x that overflows and
 * turns a small result into 0.
 * Error scale: |y|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_sigmoid;

enum { X, Y }; /* operands, by position */

void ref_sigmoid(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double t = exp(-fabs(x));
        const double v = (x >= 0 ? 1 : t) / (1 + t);
        ref_put(c, Y, i, v, fabs(v));
    }
}
