/* SPDX-License-Identifier: MIT
 * relu_grad.c - dx = dy relu'(x). Lecture F14, tf.nn.relu; the chain rule.
 * relu'(x) = 1 where x > 0, else 0, NaN for a NaN. It is a product: an infinite dy times 0 is NaN, a negative one -0.
 * Error scale: |dx|; the product is exact.
 */
#include "ref.h"

#include <math.h>

ref_function ref_relu_grad;

enum { X, DY, DX }; /* operands, by position */

void ref_relu_grad(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double d = isnan(x) ? x : x > 0;
        const double v = c->in[DY][i] * d;
        ref_put(c, DX, i, v, fabs(v));
    }
}
