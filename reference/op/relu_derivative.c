/* SPDX-License-Identifier: MIT
 * relu_derivative.c - f' = 1 where x > 0, else 0. Lecture F14, tf.nn.relu.
 * f'(0) = 0 as TensorFlow has it (the slide's x >= 0 branch would give 1); a NaN goes through.
 * Error scale: the value; nothing is computed, the bound is 0.
 */
#include "ref.h"

#include <math.h>

ref_function ref_relu_derivative;

enum { X, DX }; /* operands, by position */

void ref_relu_derivative(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = isnan(x) ? x : x > 0;
        ref_put(c, DX, i, v, fabs(v));
    }
}
