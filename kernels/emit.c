/* SPDX-License-Identifier: MIT
 * emit.c - one call after another: tensors, and sizes by einsum's rule. */
#include "plan.h"

#include <string.h>

static int fail(struct plan *p, enum gradus_status status)
{
    if (p->status == GRADUS_OK)
        p->status = status;
    return -1;
}

int plan_tensor(struct plan *p, const char *name, size_t rows, size_t cols, size_t below)
{
    struct gradus_list *list = p->list;
    size_t elements, bytes;
    if (p->status != GRADUS_OK)
        return -1;
    if (list->tensors == GRADUS_TENSORS)
        return fail(p, GRADUS_TOO_MANY);
    if (__builtin_mul_overflow(rows, cols, &elements) || __builtin_mul_overflow(elements, sizeof(float), &bytes))
        return fail(p, GRADUS_OVERFLOW);
    int id = list->tensors++;
    list->value[id] = (struct gradus_tensor){.name = name,
                                             .layer = p->layer,
                                             .rows = rows,
                                             .cols = cols,
                                             .below = below,
                                             .bytes = bytes,
                                             .whole = id,
                                             .feed = -1,
                                             .first = -1,
                                             .last = -1};
    p->gradient[id] = -1;
    p->differentiable[id] = false;
    return id;
}

int plan_part(struct plan *p, const char *name, int whole, size_t from, size_t rows, size_t cols)
{
    int id = plan_tensor(p, name, rows, cols, 0);
    if (id < 0)
        return -1;
    p->list->value[id].whole = whole;
    p->list->value[id].offset = from * sizeof(float);
    p->list->value[id].lasting = p->list->value[whole].lasting;
    return id;
}

/* Gives an axis its size, or checks it against the size it has. */
static bool agree(size_t *dim, size_t size)
{
    if (*dim == 0)
        *dim = size;
    return *dim == size;
}

/* Sizes from one bound operand: "mk" is rows x cols, "n" all elements, "" one element. */
static bool take_sizes(const struct gradus_op *op, const struct gradus_operand *operand,
                       const struct gradus_tensor *value, size_t *dim)
{
    size_t axes = strlen(operand->shape);
    size_t shape[2] = {value->rows, value->cols};
    if (axes == 1)
        shape[0] *= value->cols;
    if (axes == 0 && value->rows * value->cols != 1)
        return false;
    if (axes > 2 || (operand->below != 0) != (value->below != 0))
        return false;
    for (size_t i = 0; i < axes; i++)
        if (!agree(&dim[strchr(op->axes, operand->shape[i]) - op->axes], shape[i]))
            return false;
    return !operand->below || agree(&dim[strchr(op->axes, operand->below) - op->axes], value->below);
}

static size_t size_of(const struct gradus_op *op, char axis, const size_t *dim)
{
    return dim[strchr(op->axes, axis) - op->axes];
}

/* A bound operand of the same shape; -1: none. Its tensor's rows and columns are known, where "n" alone is flat. */
static int same_shape(const struct gradus_op *op, const int *tensor, int operand)
{
    for (int i = 0; i < gradus_operands(op); i++)
        if (tensor[i] >= 0 && strcmp(op->operand[i].shape, op->operand[operand].shape) == 0)
            return tensor[i];
    return -1;
}

/* A tensor for an operand that nobody bound. */
static int own_tensor(struct plan *p, const struct gradus_call *call, const int *tensor, int operand)
{
    const struct gradus_op *op = call->op;
    const struct gradus_operand *o = &op->operand[operand];
    if (o->role == GRADUS_WORK) {
        size_t doubles;
        if (gradus_elements(op, operand, call->a.dim, call->a.parts, &doubles) != GRADUS_OK)
            return fail(p, GRADUS_OVERFLOW);
        return plan_tensor(p, o->name, doubles, sizeof(double) / sizeof(float), 0);
    }
    if (o->role != GRADUS_OUT)
        return fail(p, GRADUS_INVALID);
    int like = same_shape(op, tensor, operand);
    if (like >= 0 && !o->below)
        return plan_tensor(p, o->name, p->list->value[like].rows, p->list->value[like].cols, 0);
    size_t axes = strlen(o->shape);
    size_t rows = axes > 0 ? size_of(op, o->shape[0], call->a.dim) : 1;
    size_t cols = axes > 1 ? size_of(op, o->shape[1], call->a.dim) : 1;
    return plan_tensor(p, o->name, rows, cols, o->below ? size_of(op, o->below, call->a.dim) : 0);
}

/* An output depends on the parameters where an input does. */
static void spread_differentiable(struct plan *p, const struct gradus_op *op, const int *tensor)
{
    bool any = false;
    for (int i = 0; i < gradus_operands(op); i++)
        any |= op->operand[i].role == GRADUS_IN && p->differentiable[tensor[i]];
    for (int i = 0; i < gradus_operands(op); i++)
        if (op->operand[i].role == GRADUS_OUT && !op->operand[i].below)
            p->differentiable[tensor[i]] = any;
}

int plan_emit(struct plan *p, const struct gradus_op *op, const struct plan_bind *bind, size_t binds,
              const double *hyper)
{
    struct gradus_list *list = p->list;
    if (p->status != GRADUS_OK)
        return -1;
    if (!op)
        return fail(p, GRADUS_INVALID);
    if (list->calls == GRADUS_CALLS)
        return fail(p, GRADUS_TOO_MANY);
    int *tensor = list->tensor[list->calls];
    for (int i = 0; i < GRADUS_OPERANDS; i++)
        tensor[i] = -1;
    size_t dim[GRADUS_AXES] = {0};
    for (size_t b = 0; b < binds; b++) {
        int i = gradus_operand_index(op, bind[b].name);
        if (i < 0 || bind[b].tensor < 0 || !take_sizes(op, &op->operand[i], &list->value[bind[b].tensor], dim))
            return fail(p, GRADUS_INVALID);
        tensor[i] = bind[b].tensor;
    }
    struct gradus_call *call = &list->call[list->calls];
    const char *impl = p->training->impl;
    if (impl && !gradus_choose(op, impl, dim))
        impl = NULL;
    enum gradus_status status = gradus_call_init(call, op, impl, dim, NULL, hyper, 1);
    if (status != GRADUS_OK)
        return fail(p, status);
    for (int i = 0; i < gradus_operands(op); i++)
        if (tensor[i] < 0 && (tensor[i] = own_tensor(p, call, tensor, i)) < 0)
            return -1;
    spread_differentiable(p, op, tensor);
    list->part[list->calls] = p->part;
    list->layer[list->calls] = p->layer;
    return (int)list->calls++;
}
