/* SPDX-License-Identifier: MIT
 * judge.h - all results of one call against the reference. */
#ifndef JUDGE_H
#define JUDGE_H

#include "gradus.h"
#include "ref.h"

#include <stdint.h>

/* What a call gave, and what it should have given; entries of inputs and work are NULL in want and scale. */
struct judge_call {
    const struct gradus_op *op;
    const size_t *dim;
    size_t count[GRADUS_OPERANDS];
    double *got[GRADUS_OPERANDS], *want[GRADUS_OPERANDS], *scale[GRADUS_OPERANDS];
    bool flush;
};

/* The worst result, by error / bound. */
struct judge_worst {
    double error, bound; /* float32 ulps of scale beyond the last rounding */
    double got, want;
    int operand;
    size_t element;
    uint64_t values, wrong; /* results compared, and of them beyond the bound */
};

/* True for operands that a call writes. */
bool judge_written(const struct gradus_operand *operand);

/* The row's bound for an implementation at these sizes; NaN, which nothing satisfies, where it cannot be read. */
double judge_bound(const struct gradus_op *op, const struct gradus_impl *impl, const size_t *dim);

/* True for a bound that makes every result the nearest float but where MPFR must say which that is: a double good to
 * 2^-42 of the value, 2^-19 ulp. What keeps it promises the nearest float; what has a larger bound promises that. */
bool judge_promises_nearest(double bound);

/* How bad one result is: below 1 is within the bound, INFINITY a mismatch of class or, where bits are promised, of
 * bits. */
double judge_ratio(double error, double bound);

/* The error of one result; with a bound of 0 any difference in bits is INFINITY, unless flushing explains it. */
double judge_error(const struct gradus_operand *operand, double got, double want, double scale, double bound,
                   bool flush);

/* Compares everything the call writes. Zeroes *worst first. */
void judge(const struct judge_call *call, double bound, struct judge_worst *worst);

/* Operand i as doubles. With flush, float denormals become 0, as the kernels' arithmetic sees them. */
void judge_widen(const struct gradus_operand *operand, const void *p, size_t count, bool flush, double *out);

#endif
