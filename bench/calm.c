/* SPDX-License-Identifier: MIT
 * calm.c - see calm.h. */
#include "calm.h"

#include "fill.h"

#include <math.h>

static bool wild(const struct gradus_operand *operand)
{
    return (operand->role == GRADUS_IN || operand->role == GRADUS_INOUT) && !operand->below &&
           (operand->lo < -CALM || operand->hi > CALM);
}

bool calm_wild(const struct gradus_op *op)
{
    for (int i = 0; i < gradus_operands(op); i++)
        if (wild(&op->operand[i]))
            return true;
    return false;
}

void calm_case(struct case_data *c)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++) {
        const struct gradus_operand *operand = &c->spec.op->operand[i];
        if (wild(operand))
            fill_uniform(c->call.a.p[i], c->count[i], fmax(operand->lo, -CALM), fmin(operand->hi, CALM),
                         c->spec.seed + (uint64_t)i);
    }
    case_remember(c);
}
