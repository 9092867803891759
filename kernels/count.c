/* SPDX-License-Identifier: MIT
 * count.c - sizes, chunks and costs, from a row's strings. */
#include "gradus.h"

#include <string.h>

static size_t axis_size(const struct gradus_op *op, char axis, const size_t *dim)
{
    const char *at = strchr(op->axes, axis);
    return at ? dim[at - op->axes] : 1;
}

enum gradus_status gradus_elements(const struct gradus_op *op, int i, const size_t *dim, size_t parts, size_t *count)
{
    size_t n = 1;
    for (const char *axis = op->operand[i].shape; *axis; axis++)
        if (__builtin_mul_overflow(n, *axis == '#' ? parts : axis_size(op, *axis, dim), &n))
            return GRADUS_OVERFLOW;
    /* Elements are at most doubles: n * 8 bytes must be a size. */
    if (n > SIZE_MAX / sizeof(double))
        return GRADUS_OVERFLOW;
    *count = n;
    return GRADUS_OK;
}

size_t gradus_chunks(const struct gradus_op *op, const struct gradus_impl *impl, int pass, const size_t *dim,
                     size_t *chunk)
{
    const struct gradus_pass *p = &impl->pass[pass];
    size_t len = p->axis ? axis_size(op, p->axis, dim) : 1;
    size_t size = len;
    if (p->axis && p->grain) {
        double others = 1;
        for (const char *axis = op->axes; *axis; axis++)
            if (*axis != p->axis)
                others *= (double)axis_size(op, *axis, dim);
        double wanted = (double)p->grain / others;
        size_t unit = p->least ? p->least : 1, over = wanted / (double)unit < 1 ? 1 : (size_t)(wanted / (double)unit);
        size = over > len / unit ? len : over * unit;
    }
    if (chunk)
        *chunk = size;
    return size ? len / size + (len % size != 0) : 1;
}

/* Counts are exact in a double up to 2^53; beyond, they are refused rather than rounded. */
static enum gradus_status to_count(double value, uint64_t *count)
{
    if (!(value <= 0x1p53))
        return GRADUS_OVERFLOW;
    *count = (uint64_t)value;
    return GRADUS_OK;
}

/* A matrix product sums the products of two inputs over an axis that no result has (einsum's rule): it costs a
 * multiply-add for every combination of the axes. No two inputs of any other row have an axis of their own each. */
static double multiply_adds(const struct gradus_op *op, const size_t *dim)
{
    bool product = false;
    for (int a = 0; a < gradus_operands(op); a++)
        for (int b = a + 1; b < gradus_operands(op); b++) {
            const struct gradus_operand *x = &op->operand[a], *y = &op->operand[b];
            bool inputs = x->role == GRADUS_IN && y->role == GRADUS_IN;
            bool matrices = strlen(x->shape) == 2 && strlen(y->shape) == 2;
            product |= inputs && matrices && strcmp(x->shape, y->shape) != 0;
        }
    double n = product;
    for (int i = 0; i < gradus_axes(op); i++)
        n *= (double)dim[i];
    return n;
}

enum gradus_status gradus_count(const struct gradus_op *op, const size_t *dim, struct gradus_count *count)
{
    double flops, bytes = 0;
    enum gradus_status status = gradus_eval(op->flops, op, dim, &flops);
    if (status != GRADUS_OK)
        return status;
    for (int i = 0; i < gradus_operands(op); i++) {
        if (op->operand[i].role == GRADUS_WORK)
            continue;
        double n = 1;
        for (const char *axis = op->operand[i].shape; *axis; axis++)
            n *= (double)axis_size(op, *axis, dim);
        bytes += n * (op->operand[i].role == GRADUS_INOUT ? 8 : 4);
    }
    status = to_count(flops, &count->flops);
    if (status == GRADUS_OK)
        status = to_count(bytes, &count->bytes);
    if (status == GRADUS_OK)
        status = to_count(multiply_adds(op, dim), &count->multiply_adds);
    return status;
}

enum gradus_status gradus_complexity(const size_t *width, size_t layers, bool bias, struct gradus_complexity *count)
{
    if (layers == 0)
        return GRADUS_INVALID;
    *count = (struct gradus_complexity){.layers = layers};
    for (size_t l = 0; l < layers; l++) {
        uint64_t product;
        if (width[l] == 0 || width[l + 1] == 0)
            return GRADUS_INVALID;
        if (__builtin_mul_overflow((uint64_t)width[l], (uint64_t)width[l + 1], &product) ||
            __builtin_add_overflow(count->multiply_adds, product, &count->multiply_adds) ||
            __builtin_add_overflow(count->parameters, product, &count->parameters) ||
            (bias && __builtin_add_overflow(count->parameters, (uint64_t)width[l + 1], &count->parameters)))
            return GRADUS_OVERFLOW;
    }
    return GRADUS_OK;
}
