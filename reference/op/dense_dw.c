/* SPDX-License-Identifier: MIT
 * dense_dw.c - gradient of y = x w + b in w and b: dw = x^T dy, db = sum of dy over the rows. Lecture F8, F30.
 * Error scale: sum |x dy| and sum |dy|, the terms of the sums.
 */
#include "ref.h"

#include <math.h>

ref_function ref_dense_dw;

enum { X, DY, DW, DB }; /* operands, by position */

void ref_dense_dw(const struct ref_call *c)
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

    for (size_t j = 0; j < n; j++) {
        double sum = 0, size = 0;
        for (size_t i = 0; i < m; i++) {
            sum += c->in[DY][i * n + j];
            size += fabs(c->in[DY][i * n + j]);
        }
        ref_put(c, DB, j, sum, size);
    }
}
