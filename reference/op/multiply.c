/* SPDX-License-Identifier: MIT
 * multiply.c - dx = dy d: the chain rule through an element-wise function with derivative d. Lecture F8.
 * Error scale: |dx|; the product of two float32 is exact in double.
 */
#include "ref.h"

#include <math.h>

ref_function ref_multiply;

enum { DY, D, DX }; /* operands, by position */

void ref_multiply(const struct ref_call *c)
{
    for (size_t i = 0; i < c->dim[0]; i++) {
        const double v = c->in[DY][i] * c->in[D][i];
        ref_put(c, DX, i, v, fabs(v));
    }
}
