/* SPDX-License-Identifier: MIT
 * leaky_relu_derivative_y.c - f' = 1 where y > 0, else alpha, from y = f(x). Lecture F15, tf.nn.leaky_relu (alpha = 0.2
 * unless told). y has the sign of x as long as alpha >= 0. A NaN goes through. Error scale: |value|; nothing is
 * computed.
 */
#include "ref.h"

#include <math.h>

ref_function ref_leaky_relu_derivative_y;

enum { Y, DX }; /* operands, by position */

void ref_leaky_relu_derivative_y(const struct ref_call *c)
{
    const double alpha = c->hyper[0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double y = c->in[Y][i];
        const double v = isnan(y) ? y : y > 0 ? 1 : alpha;
        ref_put(c, DX, i, v, fabs(v));
    }
}
