/* SPDX-License-Identifier: MIT
 * ref.h - what a reference function sees.
 *
 * A reference is the lecture's formula in double, one thread, by the plainest loop. It shares nothing with the kernels.
 * Beside every value it returns the error scale: the size of the terms that were added or subtracted to get it (sum |a
 * b| for a dot product, |w| + |step| for an update, |value| itself where nothing cancels). Errors are measured in
 * float32 ulps of that scale, so that cancellation needs no tolerance of its own.
 */
#ifndef REF_H
#define REF_H

#include <stddef.h>
#include <stdint.h>

enum { REF_OPERANDS = 8 };

struct ref_call {
    const size_t *dim;               /* sizes of the operation's axes, in the order of its axes string */
    const double *hyper;             /* its hyper-parameters, in the order of its row */
    uint64_t t;                      /* step number, from 1 */
    const double *in[REF_OPERANDS];  /* operands before the call, by position; labels as doubles */
    const double *got[REF_OPERANDS]; /* what was stored: some results are defined from a stored one (w' from V') */
    double *want[REF_OPERANDS];      /* to be written for every output and in-place operand */
    double *scale[REF_OPERANDS];     /* likewise */
};

/* Writes want and scale of every output from the inputs. All arrays are the caller's. */
typedef void ref_function(const struct ref_call *c);

/* Stores one result: element i of operand o. */
static inline void ref_put(const struct ref_call *c, int o, size_t i, double want, double scale)
{
    c->want[o][i] = want;
    c->scale[o][i] = scale;
}

#endif
