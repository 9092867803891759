/* SPDX-License-Identifier: MIT
 * checks.c - the table of checks, in the order in which they run: what others rest on first. */
#include "checks.h"

#include <string.h>

const struct check *const CHECKS[] = {
    &check_golden,  &check_forward, &check_gradient,   &check_special, &check_hard,  &check_core,  &check_mixed,
    &check_threads, &check_tails,   &check_guards,     &check_inplace, &check_batch, &check_flush, &check_counts,
    &check_lists,   &check_replay,  &check_exhaustive, &check_proof,   NULL,
};

bool check_any_row(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    (void)op;
    return true;
}

bool check_elementwise(const struct gradus_op *op, bool scalars)
{
    if (strlen(op->axes) != 1)
        return false;
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        bool scalar = scalars && operand->role == GRADUS_IN && operand->shape[0] == '\0';
        if (operand->below || (!scalar && strcmp(operand->shape, op->axes) != 0))
            return false;
    }
    return true;
}
