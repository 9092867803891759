/* SPDX-License-Identifier: MIT
 * exponential_decay.c - lr = base decay^(epoch / step). Lecture F10, p10_decaylr.py.
 * The exponent is a real number: no staircase.
 * Error scale: lr (1 + |epoch / step ln decay|): the rounding of the exponent is that much of lr.
 */
#include "ref.h"

#include <math.h>

ref_function ref_exponential_decay;

enum { EPOCH, LR }; /* operands, by position */

void ref_exponential_decay(const struct ref_call *c)
{
    const double base = c->hyper[0], decay = c->hyper[1], step = c->hyper[2];

    for (size_t i = 0; i < c->dim[0]; i++) {
        const double exponent = c->in[EPOCH][i] / step;
        const double lr = base * pow(decay, exponent);
        ref_put(c, LR, i, lr, lr == 0 ? 0 : fabs(lr) * (1 + fabs(exponent * log(decay))));
    }
}
