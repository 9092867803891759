/* SPDX-License-Identifier: MIT
 * registry.c - finding rows, operands and implementations by name. */
#include "expression.h"
#include "gradus.h"

#include <string.h>

const char *gradus_status_text(enum gradus_status status)
{
    static const char *const text[] = {
        [GRADUS_OK] = "ok",
        [GRADUS_INVALID] = "an argument makes no sense",
        [GRADUS_OVERFLOW] = "a size or a count does not fit",
        [GRADUS_TOO_MANY] = "too many layers, calls or operands",
        [GRADUS_ENVIRONMENT] = "the environment cannot keep the contract",
    };
    return (size_t)status < sizeof text / sizeof *text ? text[status] : "unknown status";
}

const struct gradus_op *gradus_find(const char *name)
{
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        if (strcmp((*op)->name, name) == 0)
            return *op;
    return NULL;
}

int gradus_operands(const struct gradus_op *op)
{
    int n = 0;
    while (n < GRADUS_OPERANDS && op->operand[n].name)
        n++;
    return n;
}

int gradus_axes(const struct gradus_op *op)
{
    return (int)strlen(op->axes);
}

int gradus_hypers(const struct gradus_op *op)
{
    int n = 0;
    while (n < GRADUS_HYPERS && op->hyper[n].name)
        n++;
    return n;
}

int gradus_operand_index(const struct gradus_op *op, const char *name)
{
    for (int i = 0; i < gradus_operands(op); i++)
        if (strcmp(op->operand[i].name, name) == 0)
            return i;
    return -1;
}

int gradus_states(const struct gradus_op *op)
{
    int w = op ? gradus_operand_index(op, "w") : -1, states = -1;
    if (w < 0 || op->operand[w].role != GRADUS_INOUT || gradus_operand_index(op, "g") < 0 ||
        gradus_operand_index(op, "lr") < 0)
        return -1;
    for (int i = 0; i < gradus_operands(op); i++)
        states += op->operand[i].role == GRADUS_INOUT;
    return states;
}

const struct gradus_impl *gradus_choose(const struct gradus_op *op, const char *name, const size_t *dim)
{
    for (const struct gradus_impl *i = op->impl; i < op->impl + GRADUS_IMPLS && i->name; i++)
        if ((!name || strcmp(i->name, name) == 0) && expression_holds(i->only, op, dim))
            return i;
    return NULL;
}
