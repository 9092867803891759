/* SPDX-License-Identifier: MIT
 * accuracy.c - acc = (number of i with pred_i = label_i) / n. Lecture F38, the iris scripts p32..p40.
 * Error scale: the value; the count is exact, one division.
 */
#include "ref.h"

ref_function ref_accuracy;

enum { PRED, LABEL, ACC }; /* operands, by position */

void ref_accuracy(const struct ref_call *c)
{
    const size_t n = c->dim[0];
    size_t equal = 0;

    for (size_t i = 0; i < n; i++)
        equal += c->in[PRED][i] == c->in[LABEL][i];
    const double acc = (double)equal / (double)n;
    ref_put(c, ACC, 0, acc, acc);
}
