/* SPDX-License-Identifier: MIT
 * special.c - the values, and which inputs of a row take them. */
#include "special.h"

#include "checks.h"

#include <math.h>
#include <string.h>

enum { CORE = 10 };

/* The first CORE alone where a row has so many operands that all combinations were too many. */
const float SPECIAL[SPECIALS] = {
    NAN,
    INFINITY,
    -INFINITY,
    0.0f,
    -0.0f,
    0x1p-149f,
    1.0f,
    -1.0f,
    0x1.fffffep127f,
    0x1p-126f,
    -0x1p-149f,
    0x1.fffffcp-127f,
    -0x1.fffffcp-127f,
    -0x1p-126f,
    -0x1.fffffep127f,
    0.5f,
    -2.0f,
    0x1p-70f,
    -0x1p-70f,
    0x1.62e43p6f,
    /* e^x overflows */ -0x1.9fe368p6f, /* e^x is the least float */
    0x1.000002p0f,
    0x1.fffffep-1f,
    9.0f,
};

bool special_find(const struct gradus_op *op, struct special_inputs *in)
{
    *in = (struct special_inputs){.elementwise = check_elementwise(op, true)};
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        if (operand->below)
            return false;
        if (operand->role == GRADUS_OUT || operand->role == GRADUS_WORK)
            continue;
        /* Where all is reduced to a scalar each combination is a call of its own, and all inputs are alike. */
        if (in->elementwise && operand->shape[0] == '\0')
            in->scalar[in->scalars++] = i;
        else
            in->vector[in->vectors++] = i;
    }
    in->values = in->vectors > 3 ? CORE : SPECIALS;
    in->combinations = 1;
    for (int i = 0; i < in->vectors; i++)
        in->combinations *= in->values;
    return strlen(op->axes) == 1;
}

void special_set(struct case_data *c, const struct special_inputs *in, size_t at, size_t which)
{
    for (int i = 0; i < in->vectors; i++) {
        ((float *)c->call.a.p[in->vector[i]])[at] = SPECIAL[which % in->values];
        which /= in->values;
    }
}
