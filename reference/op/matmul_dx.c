/* SPDX-License-Identifier: MIT
 * matmul_dx.c - gradient of y = x w in x: dx = dy w^T. Lecture F8, F17.
 * Error scale: sum |dy w|, the terms of the dot product.
 */
#include "ref.h"

#include <math.h>

ref_function ref_matmul_dx;

enum { DY, W, DX }; /* operands, by position */

void ref_matmul_dx(const struct ref_call *c)
{
    const size_t m = c->dim[0], k = c->dim[1], n = c->dim[2];

    for (size_t i = 0; i < m; i++)
        for (size_t l = 0; l < k; l++) {
            double sum = 0, size = 0;
            for (size_t j = 0; j < n; j++) {
                const double term = c->in[DY][i * n + j] * c->in[W][l * n + j];
                sum += term;
                size += fabs(term);
            }
            ref_put(c, DX, i * k + l, sum, size);
        }
}
