/* SPDX-License-Identifier: MIT
 * softmax_dx.c - gradient of softmax from its result: dx_j = (dy_j - sum_k dy_k y_k) y_j, row by row. Lecture F25, F38.
 * Error scale: |dy y| + y sum |dy y|, the terms of the difference.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softmax_dx;

enum { Y, DY, DX }; /* operands, by position */

void ref_softmax_dx(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];

    for (size_t i = 0; i < m; i++) {
        const double *y = c->in[Y] + i * n, *dy = c->in[DY] + i * n;
        double sum = 0, size = 0;
        for (size_t j = 0; j < n; j++) {
            sum += dy[j] * y[j];
            size += fabs(dy[j] * y[j]);
        }
        for (size_t j = 0; j < n; j++)
            ref_put(c, DX, i * n + j, (dy[j] - sum) * y[j], fabs(dy[j] * y[j]) + size * fabs(y[j]));
    }
}
