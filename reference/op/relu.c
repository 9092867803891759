/* SPDX-License-Identifier: MIT
 * relu.c - y = max(x, 0). Lecture F14, tf.nn.relu. relu(-0) = +0; a NaN goes through.
 * Error scale: |y|; nothing is computed, the bound is 0.
 */
#include "ref.h"

#include <math.h>

ref_function ref_relu;

enum { X, Y }; /* operands, by position */

void ref_relu(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double v = x > 0 || isnan(x) ? x : 0;
        ref_put(c, Y, i, v, fabs(v));
    }
}
