/* SPDX-License-Identifier: MIT
 * matmul.c - y = x w. Lecture F6, F7, p19_mse.py (tf.matmul).
 * Error scale: sum |x w|, the terms of the dot product.
 */
#include "ref.h"

#include <math.h>

ref_function ref_matmul;

enum { X, W, Y }; /* operands, by position */

void ref_matmul(const struct ref_call *c)
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
            ref_put(c, Y, i * n + j, sum, size);
        }
}
