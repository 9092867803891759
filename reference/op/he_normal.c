/* SPDX-License-Identifier: MIT
 * he_normal.c - w = z sqrt(2 / k), z standard normal, k inputs of the layer. Lecture F16.
 * Error scale: |w|; nothing cancels.
 */
#include "ref.h"

#include <math.h>

ref_function ref_he_normal;

enum { Z, W }; /* operands, by position */

void ref_he_normal(const struct ref_call *c)
{
    const size_t k = c->dim[0], n = c->dim[1];
    const double std = sqrt(2 / (double)k);

    for (size_t i = 0; i < k * n; i++) {
        const double w = c->in[Z][i] * std;
        ref_put(c, W, i, w, fabs(w));
    }
}
