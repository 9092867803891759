/* SPDX-License-Identifier: MIT
 * categorical_crossentropy.c - row = -sum_j t_j ln clip(q_j), q = y / sum y; loss = mean of the rows. Lecture F24,
 * p22_ce.py. Keras: the row is first divided by its sum S, then clipped. With [.] = 1 where lo <= q <= hi (a clipped
 * entry passes no gradient) and q_i = y_i / S,  d row / d y_j = (sum_i [q_i] t_i - [q_j] t_j / q_j) / S. Error scale:
 * |t ln q|, and |t| for the error of q as often as S is inexact (sum |y| / |S|, 1 for probabilities); for dy the two
 * terms, likewise.
 */
#include "ref.h"

#include <math.h>

ref_function ref_categorical_crossentropy;

enum { Y, T, ROW, LOSS, DY }; /* operands, by position */

void ref_categorical_crossentropy(const struct ref_call *c)
{
    const double lo = 0x1.ad7f2ap-24; /* 1e-7 in float32, as TensorFlow holds Keras' epsilon */
    const double hi = 0x1.fffffcp-1;  /* 1 - 1e-7 computed in float32: 1 - 2^-23 */
    const size_t m = c->dim[0], n = c->dim[1];
    double loss = 0, loss_size = 0;

    for (size_t i = 0; i < m; i++) {
        const double *y = c->in[Y] + i * n, *t = c->in[T] + i * n;
        double sum = 0, size = 0, row = 0, row_size = 0, passed = 0, passed_size = 0;
        for (size_t j = 0; j < n; j++) {
            sum += y[j];
            size += fabs(y[j]);
        }
        const double inexact = size / fabs(sum);
        for (size_t j = 0; j < n; j++) {
            const double q = y[j] / sum;
            const double clipped = q < lo ? lo : q > hi ? hi : q;
            row -= t[j] * log(clipped);
            row_size += fabs(t[j]) * (fabs(log(clipped)) + (clipped == q ? inexact : 0));
            passed += clipped == q ? t[j] : 0;
            passed_size += clipped == q ? fabs(t[j]) : 0;
        }
        for (size_t j = 0; j < n; j++) {
            const double q = y[j] / sum;
            const double own = q >= lo && q <= hi ? t[j] / q : 0;
            ref_put(c, DY, i * n + j, (passed - own) / sum / (double)m,
                    (passed_size + fabs(own)) * inexact / fabs(sum) / (double)m);
        }
        ref_put(c, ROW, i, row, row_size);
        loss += row;
        loss_size += row_size;
    }
    ref_put(c, LOSS, 0, loss / (double)m, loss_size / (double)m);
}
