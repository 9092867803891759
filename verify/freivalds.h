/* SPDX-License-Identifier: MIT
 * freivalds.h - a matrix product checked without computing it: C x against A (B x) with random signs x, and some
 * elements in full.
 * Freivalds 1977, "Probabilistic machines can use less running time", IFIP Congress. */
#ifndef FREIVALDS_H
#define FREIVALDS_H

#include "judge.h"

/* True for calls of rows that are such a product by their shapes: an output of two axes, two inputs of two that share
 * the third axis, perhaps an input of one axis that is added to every row, and outputs of one axis that sum an input.
 */
bool freivalds_fits(const struct gradus_call *call);

/* Doubles that freivalds_judge needs. */
size_t freivalds_scratch(const struct gradus_call *call);

/* Judges the results of a call that was run, at a cost of one pass over each matrix. A row of C x that is off counts as
 * one wrong result. With `flush` denormal inputs are 0, and products and sums may have been flushed (compare.h). */
void freivalds_judge(const struct gradus_call *call, double bound, bool flush, uint64_t seed, double *scratch,
                     struct judge_worst *worst);

#endif
