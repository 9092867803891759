/* SPDX-License-Identifier: MIT
 * where_grad.c - gradient of where: da = dc where a > b, else 0; db the other way round. Lecture F1, p4_where.py.
 * A selection, not a product with 0 or 1: an infinite or NaN dc does not reach the side that was not chosen.
 * Error scale: |value|; nothing is computed, the bound is 0.
 */
#include "ref.h"

#include <math.h>

ref_function ref_where_grad;

enum { A, B, DC, DA, DB }; /* operands, by position */

void ref_where_grad(const struct ref_call *c)
{
    const double *a = c->in[A], *b = c->in[B], *dc = c->in[DC];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double da = a[i] > b[i] ? dc[i] : 0;
        const double db = a[i] > b[i] ? 0 : dc[i];
        ref_put(c, DA, i, da, fabs(da));
        ref_put(c, DB, i, db, fabs(db));
    }
}
