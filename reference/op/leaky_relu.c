/* SPDX-License-Identifier: MIT
 * leaky_relu.c - y = x where x > 0, else alpha x. Lecture F15, tf.nn.leaky_relu (alpha = 0.2 unless told).
 * Not the slide's max(alpha x, x): for alpha > 1 that takes the wrong side (alpha x on the right, x on the left).
 * Error scale: |y|; one product.
 */
#include "ref.h"

#include <math.h>

ref_function ref_leaky_relu;

enum { X, Y }; /* operands, by position */

void ref_leaky_relu(const struct ref_call *c)
{
    const double alpha = c->hyper[0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = x > 0 ? x : alpha * x;
        ref_put(c, Y, i, v, fabs(v));
    }
}
