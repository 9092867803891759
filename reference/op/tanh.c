/* SPDX-License-Identifier: MIT
 * tanh.c - y = (1 - e^-2x) / (1 + e^-2x). Lecture F13, tf.math.tanh.
 * By the library's tanh: in the printed form 1 - e^-2x loses every digit near 0, and e^-2x overflows on the left.
 * Error scale: |y|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_tanh;

enum { X, Y }; /* operands, by position */

void ref_tanh(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = tanh(x);
        ref_put(c, Y, i, v, fabs(v));
    }
}
