/* SPDX-License-Identifier: MIT
 * where.c - c = a where a > b, else b. Lecture F1, p4_where.py.
 * As the script: a strict comparison, so a NaN on either side selects b.
 * Error scale: |value|; nothing is computed, the bound is 0.
 */
#include "ref.h"

#include <math.h>

ref_function ref_where;

enum { A, B, C }; /* operands, by position */

void ref_where(const struct ref_call *c)
{
    const double *a = c->in[A], *b = c->in[B];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double v = a[i] > b[i] ? a[i] : b[i];
        ref_put(c, C, i, v, fabs(v));
    }
}
