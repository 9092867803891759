/* SPDX-License-Identifier: MIT
 * leaky_relu_derivative.c - f' = 1 where x > 0, else alpha. Lecture F15, tf.nn.leaky_relu (alpha = 0.2 unless told).
 * Selected on x > 0 as leaky_relu is, so f'(0) = alpha. A NaN goes through.
 * Error scale: |value|; nothing is computed.
 */
#include "ref.h"

#include <math.h>

ref_function ref_leaky_relu_derivative;

enum { X, DX }; /* operands, by position */

void ref_leaky_relu_derivative(const struct ref_call *c)
{
    const double alpha = c->hyper[0];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = isnan(x) ? x : x > 0 ? 1 : alpha;
        ref_put(c, DX, i, v, fabs(v));
    }
}
