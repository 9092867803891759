/* SPDX-License-Identifier: MIT
 * shapes.h - the sizes at which rows are tried: around vector widths, tails and chunk ends, on every axis. */
#ifndef SHAPES_H
#define SHAPES_H

#include "verify.h"

/* True where this implementation is the one that its name stands for at these sizes. */
bool shapes_fit(const struct gradus_op *op, const struct gradus_impl *impl, const size_t *dim);

/* Sizes that an implementation fixes, "k = 4, n = 3", are set, and those it wants large, "n >= 512", are counted from
 * there; but not the bounds in "kn <= 512". */
void shapes_pin(const struct gradus_op *op, const struct gradus_impl *impl, size_t *dim);

/* Sizes number i of the selection for an implementation: each of ten sizes on each axis, with other axes that fit the
 * implementation, then sizes with several chunks. False past the end. With options->shape: that alone. */
bool shapes_get(const struct verify_options *options, const struct gradus_op *op, const struct gradus_impl *impl,
                size_t i, size_t *dim);

/* How many those are, by the number of axes alone. */
uint64_t shapes_predicted(const struct verify_options *options, const struct gradus_op *op);

/* A million results: an error of e ulp beyond the rounding shows in about 2 e of all results only. False where it is
 * left out: in quick runs, and with options->shape. */
bool shapes_large(const struct verify_options *options, const struct gradus_op *op, size_t *dim);

/* Sizes number i with a million columns, for rows that are cut along the first of two axes and so may sum over the
 * second: classes. False past the end, for other rows, in quick runs and with options->shape. */
bool shapes_wide(const struct verify_options *options, const struct gradus_op *op, size_t i, size_t *dim);
uint64_t shapes_wide_predicted(const struct verify_options *options, const struct gradus_op *op);

/* Sizes number i of a short selection for checks that run each several times: small, odd, with several chunks. */
bool shapes_few(const struct verify_options *options, const struct gradus_op *op, const struct gradus_impl *impl,
                size_t i, size_t *dim);
uint64_t shapes_few_predicted(const struct verify_options *options, const struct gradus_op *op);

#endif
