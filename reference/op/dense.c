/* SPDX-License-Identifier: MIT
 * dense.c - y = x w + b, b added to every row. Lecture F6, F30, F38.
 * Error scale: sum |x w| + |b|, the terms of the sum.
 */
#include "ref.h"

#include <math.h>

ref_function ref_dense;

enum { X, W, B, Y }; /* operands, by position */

void ref_dense(const struct ref_call *c)
{
    const size_t m = c->dim[0], k = c->dim[1], n = c->dim[2];

    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0, size = 0;
            for (size_t l = 0; l < k; l++) {
                const double term = c->in[X][i * k + l] * c->in[W][l * n + j];
                sum += term;
                size += fabs(term);
            }
            ref_put(c, Y, i * n + j, sum + c->in[B][j], size + fabs(c->in[B][j]));
        }
}
