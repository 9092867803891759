/* SPDX-License-Identifier: MIT
 * matmul_dw.c - gradient of y = x w in w: dw = x^T dy. Lecture F8, p19_mse.py.
 * Error scale: sum |x dy|, the terms of the dot product.
 */
#include "ref.h"

#include <math.h>

ref_function ref_matmul_dw;

enum { X, DY, DW }; /* operands, by position */

void ref_matmul_dw(const struct ref_call *c)
{
    const size_t m = c->dim[0], k = c->dim[1], n = c->dim[2];

    for (size_t l = 0; l < k; l++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0, size = 0;
            for (size_t i = 0; i < m; i++) {
                const double term = c->in[X][i * k + l] * c->in[DY][i * n + j];
                sum += term;
                size += fabs(term);
            }
            ref_put(c, DW, l * n + j, sum, size);
        }
}
