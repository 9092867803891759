/* SPDX-License-Identifier: MIT
 * softmax_mse.c - loss = sum (p - t)^2 / (m n) with p = softmax(x) row by row; dx its gradient. Lecture F38, p32..p40.
 * dx_j = (d_j - sum_k d_k p_k) p_j with d = 2 (p - t) / (m n).
 * Error scale: p counts as size_p = p (1 + |x - M|), as in softmax.c; the square as |p - t| (size_p + |t|), d as its
 * terms size_p and |t|, dx as its two terms.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softmax_mse;

enum { X, T, LOSS, DX }; /* operands, by position */

void ref_softmax_mse(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];
    const double count = (double)m * (double)n;
    double loss = 0, loss_size = 0;

    for (size_t i = 0; i < m; i++) {
        const double *x = c->in[X] + i * n, *t = c->in[T] + i * n;
        double max = x[0], sum = 0;
        for (size_t j = 0; j < n; j++)
            max = x[j] > max ? x[j] : max;
        for (size_t j = 0; j < n; j++)
            sum += exp(x[j] - max);

        double dp = 0, dp_size = 0;
        for (size_t j = 0; j < n; j++) {
            const double p = exp(x[j] - max) / sum, size_p = p > 0 ? p * (1 + fabs(x[j] - max)) : 0;
            loss += (p - t[j]) * (p - t[j]);
            loss_size += fabs(p - t[j]) * (size_p + fabs(t[j]));
            dp += 2 * (p - t[j]) / count * p;
            dp_size += 2 * (size_p + fabs(t[j])) / count * size_p;
        }
        for (size_t j = 0; j < n; j++) {
            const double p = exp(x[j] - max) / sum, size_p = p > 0 ? p * (1 + fabs(x[j] - max)) : 0;
            ref_put(c, DX, i * n + j, (2 * (p - t[j]) / count - dp) * p,
                    (2 * (size_p + fabs(t[j])) / count + dp_size) * size_p);
        }
    }
    ref_put(c, LOSS, 0, loss / count, loss_size / count);
}
