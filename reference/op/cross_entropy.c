/* SPDX-License-Identifier: MIT
 * cross_entropy.c - row = -sum_j t_j ln y_j, loss = mean of the rows, dy = -t / (m y). Lecture F23.
 * A term with t = 0 is 0 whatever y is (the limit of t ln t), and so is its gradient; y = 0 with t > 0 is +inf.
 * Error scale: sum |t ln y|. y is exact, so ln y is good to its own last digits near 1 too.
 */
#include "ref.h"

#include <math.h>

ref_function ref_cross_entropy;

enum { Y, T, ROW, LOSS, DY }; /* operands, by position */

void ref_cross_entropy(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];
    double loss = 0, loss_size = 0;

    for (size_t i = 0; i < m; i++) {
        double row = 0, size = 0;
        for (size_t j = i * n; j < (i + 1) * n; j++) {
            const double y = c->in[Y][j], t = c->in[T][j];
            const double term = t == 0 ? 0 : t * log(y);
            const double dy = t == 0 ? 0 : -t / ((double)m * y);
            row -= term;
            size += fabs(term);
            ref_put(c, DY, j, dy, fabs(dy));
        }
        ref_put(c, ROW, i, row, size);
        loss += row;
        loss_size += size;
    }
    ref_put(c, LOSS, 0, loss / (double)m, loss_size / (double)m);
}
