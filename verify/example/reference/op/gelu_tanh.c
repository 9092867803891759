/* SPDX-License-Identifier: MIT
 * gelu_tanh.c - y = x/2 (1 + tanh u), u = sqrt(2/pi) (x + 0.044715 x^3). Hendrycks & Gimpel 2016.
 * Written x / (1 + e^-2u), which it equals: in the printed form 1 and tanh u cancel on the left.
 * Error scale: |y|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_gelu_tanh;

enum { X, Y }; /* operands, by position */

void ref_gelu_tanh(const struct ref_call *c)
{
    const double pi = 3.14159265358979323846;
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double x = c->in[X][i];
        const double u = sqrt(2 / pi) * (x + 0.044715 * x * x * x);
        const double v = x / (1 + exp(-2 * u));
        ref_put(c, Y, i, v, fabs(v));
    }
}
