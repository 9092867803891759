/* SPDX-License-Identifier: MIT
 * checks.h - the checks, one file each, and what they ask of a row. */
#ifndef CHECKS_H
#define CHECKS_H

#include "verify.h"

extern const struct check check_golden, check_forward, check_gradient, check_threads, check_tails, check_guards,
    check_inplace, check_special, check_mixed, check_batch, check_flush, check_counts, check_lists, check_replay,
    check_exhaustive, check_hard, check_core, check_proof;

/* Every row. */
bool check_any_row(const struct verify_options *options, const struct gradus_op *op);

/* Rows of one axis whose every operand has it: result i depends on the elements i of the operands alone. Scalar inputs
 * (a learning rate) are allowed with `scalars`. Labels and work are not. */
bool check_elementwise(const struct gradus_op *op, bool scalars);

#endif
