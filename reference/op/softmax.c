/* SPDX-License-Identifier: MIT
 * softmax.c - y_ij = e^x_ij / sum_j e^x_ij, row by row. Lecture F25, p23_softmaxce.py.
 * With the row maximum M subtracted, which changes nothing but keeps e^x from overflowing. A row that holds +inf, or
 * only -inf, is inf - inf = NaN throughout. Error scale: y (1 + |x - M|): x - M is rounded, and its absolute error is a
 * relative one of e^(x - M). Where y is 0 nothing is left of it.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softmax;

enum { X, Y }; /* operands, by position */

void ref_softmax(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];

    for (size_t i = 0; i < m; i++) {
        const double *x = c->in[X] + i * n;
        double max = x[0], sum = 0;
        for (size_t j = 0; j < n; j++)
            max = x[j] > max ? x[j] : max;
        for (size_t j = 0; j < n; j++)
            sum += exp(x[j] - max);
        for (size_t j = 0; j < n; j++) {
            const double y = exp(x[j] - max) / sum;
            ref_put(c, Y, i * n + j, y, y > 0 ? y * (1 + fabs(x[j] - max)) : 0);
        }
    }
}
