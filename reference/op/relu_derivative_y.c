/* SPDX-License-Identifier: MIT
 * relu_derivative_y.c - f' = 1 where y > 0, else 0, from y = relu(x). Lecture F14, tf.nn.relu.
 * y = 0 stands for every x <= 0, so f' = 0 there; a NaN goes through.
 * Error scale: the value; nothing is computed, the bound is 0.
 */
#include "ref.h"

#include <math.h>

ref_function ref_relu_derivative_y;

enum { Y, DX }; /* operands, by position */

void ref_relu_derivative_y(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double y = c->in[Y][i];
        const double v = isnan(y) ? y : y > 0;
        ref_put(c, DX, i, v, fabs(v));
    }
}
