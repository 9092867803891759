/* SPDX-License-Identifier: MIT
 * softmax_cross_entropy.c - row = ln(sum_j e^x_j) - x_label, loss = mean of the rows. Lecture F26, p23_softmaxce.py.
 * dx = (softmax(x) - onehot(label)) / m.
 * Written log1p(sum over j != top of e^(x_j - M)) + (M - x_label), x_top = M the first largest: the printed form
 * overflows for large x, and loses every digit of a small row in 1 + e^(x_j - M). Error scale: row (1 + |x - M|max),
 * over the terms that are not 0: the error of x_j - M is a relative one of its exponential. dx: the terms p (1 + |x -
 * M|) and onehot, over m.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softmax_cross_entropy;

enum { X, LABEL, ROW, LOSS, DX }; /* operands, by position */

void ref_softmax_cross_entropy(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];
    double loss = 0, loss_size = 0;

    for (size_t i = 0; i < m; i++) {
        const double *x = c->in[X] + i * n;
        const size_t label = (size_t)c->in[LABEL][i];
        size_t top = 0;
        for (size_t j = 0; j < n; j++)
            if (x[j] > x[top])
                top = j;

        double others = 0, furthest = 0;
        for (size_t j = 0; j < n; j++)
            if (j != top) {
                const double e = exp(x[j] - x[top]);
                others += e;
                furthest = e > 0 ? fmax(furthest, x[top] - x[j]) : furthest;
            }
        const double row = log1p(others) + (x[top] - x[label]), size = row * (1 + furthest);
        ref_put(c, ROW, i, row, size);
        loss += row;
        loss_size += size;

        /* x_top - x_top is 0 but for an infinite or NaN maximum, where it makes the whole row NaN */
        const double sum = exp(x[top] - x[top]) + others;
        for (size_t j = 0; j < n; j++) {
            const double p = exp(x[j] - x[top]) / sum, hot = j == label;
            ref_put(c, DX, i * n + j, (p - hot) / (double)m,
                    ((p > 0 ? p * (1 + fabs(x[j] - x[top])) : 0) + hot) / (double)m);
        }
    }
    ref_put(c, LOSS, 0, loss / (double)m, loss_size / (double)m);
}
