/* SPDX-License-Identifier: MIT
 * one_hot.c - y_ij = 1 where j = label_i, else 0. Lecture F38 (tf.one_hot, the iris scripts p32..p40).
 * Error scale: the value; nothing is computed, the bound is 0.
 */
#include "ref.h"

ref_function ref_one_hot;

enum { LABEL, Y }; /* operands, by position */

void ref_one_hot(const struct ref_call *c)
{
    const size_t n = c->dim[0], k = c->dim[1];

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < k; j++) {
            const double v = c->in[LABEL][i] == (double)j;
            ref_put(c, Y, i * k + j, v, v);
        }
}
