/* SPDX-License-Identifier: MIT
 * argmax.c - label_i = the first j with the largest x_ij. Lecture F38 (tf.argmax, the iris scripts p32..p40).
 * A NaN is never larger than anything, and nothing is larger than a NaN: a NaN in column 0 keeps label 0.
 * Error scale: the value; nothing is computed, the bound is 0.
 */
#include "ref.h"

ref_function ref_argmax;

enum { X, LABEL }; /* operands, by position */

void ref_argmax(const struct ref_call *c)
{
    const size_t n = c->dim[0], k = c->dim[1];

    for (size_t i = 0; i < n; i++) {
        const double *x = c->in[X] + i * k;
        size_t label = 0;
        for (size_t j = 0; j < k; j++)
            if (x[j] > x[label])
                label = j;
        ref_put(c, LABEL, i, (double)label, (double)label);
    }
}
