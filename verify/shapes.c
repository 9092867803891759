/* SPDX-License-Identifier: MIT
 * shapes.c - a covering selection: every size on every axis, not the product of them all. */
#include "shapes.h"

#include "notation.h"

#include <stdlib.h>
#include <string.h>

enum { SIZES = 10, EXTRAS = 8, FEW = 5, WIDE = 1000000, WIDE_ROWS = 2 };

static const size_t SIZE[SIZES] = {1, 2, 3, 7, 8, 9, 31, 64, 65, 257};

/* Around the ends of chunks of 4096 and 8192; several chunks on each axis of two; both longer and several chunks of
 * three, the first also where k n <= 512. By the number of axes; a 0 ends a list. The first QUICK of them are tried in
 * quick runs. */
enum { QUICK = 2 };
static const size_t EXTRA[GRADUS_AXES][EXTRAS][GRADUS_AXES] = {
    {{4097}, {8193}, {4095}, {4096}, {8191}, {8192}, {3 * 8192 + 1}},
    {{4097, 3}, {3, 4097}, {129, 257}, {300, 31}},
    {{4097, 16, 31}, {129, 257, 65}, {33, 300, 17}, {300, 17, 33}, {17, 33, 300}},
};

static const size_t LARGE[GRADUS_AXES][GRADUS_AXES] = {{1048583}, {4099, 257}, {1031, 5, 1021}};

static const size_t SMALL[FEW][GRADUS_AXES] = {{1, 1, 1, 1}, {9, 3, 7, 2}, {65, 31, 9, 3}};

bool shapes_fit(const struct gradus_op *op, const struct gradus_impl *impl, const size_t *dim)
{
    return gradus_choose(op, impl->name, dim) == impl;
}

void shapes_pin(const struct gradus_op *op, const struct gradus_impl *impl, size_t *dim)
{
    for (const char *at = impl->only; at && *at; at++) {
        const char *axis = strchr(op->axes, *at);
        bool fixed = strncmp(at + 1, " = ", 3) == 0, least = strncmp(at + 1, " >= ", 4) == 0;
        if (!axis || (!fixed && !least) || (at > impl->only && at[-1] != ' '))
            continue;
        char *end;
        size_t size = strtoull(at + (fixed ? 4 : 5), &end, 10);
        if (size > 0 && (*end == ',' || *end == '\0'))
            dim[axis - op->axes] = fixed ? size : size - 1 + dim[axis - op->axes];
    }
}

/* `axis` takes size number `size`; the other axes the first pair of sizes that fits, from a start that varies. */
static void cover(const struct gradus_op *op, const struct gradus_impl *impl, size_t axis, size_t size, size_t *dim)
{
    size_t axes = strlen(op->axes);
    for (size_t attempt = 0; attempt <= SIZES * SIZES; attempt++) {
        size_t other = 37 * axis + 13 * size + attempt;
        for (size_t a = 0; a < axes; a++) {
            if (a == axis) {
                dim[a] = SIZE[size];
            } else {
                dim[a] = SIZE[other % SIZES];
                other /= SIZES;
            }
        }
        shapes_pin(op, impl, dim);
        if (shapes_fit(op, impl, dim))
            return;
    }
}

static size_t extras(const struct gradus_op *op)
{
    size_t n = 0;
    while (n < EXTRAS && EXTRA[strlen(op->axes) - 1][n][0])
        n++;
    return n;
}

static void copy_extra(const struct gradus_op *op, size_t i, size_t *dim)
{
    memcpy(dim, EXTRA[strlen(op->axes) - 1][i], strlen(op->axes) * sizeof *dim);
}

bool shapes_get(const struct verify_options *options, const struct gradus_op *op, const struct gradus_impl *impl,
                size_t i, size_t *dim)
{
    if (options->shape)
        return i == 0 && notation_shape(options->shape, op, dim);
    size_t axes = strlen(op->axes), more = extras(op);
    if (options->quick && more > QUICK)
        more = QUICK;
    if (i < axes * SIZES)
        cover(op, impl, i / SIZES, i % SIZES, dim);
    else if (i < axes * SIZES + more)
        copy_extra(op, i - axes * SIZES, dim);
    else
        return false;
    return true;
}

uint64_t shapes_predicted(const struct verify_options *options, const struct gradus_op *op)
{
    static const uint64_t all[] = {17, 24, 35}, quick[] = {12, 22, 32};
    if (options->shape)
        return 1;
    return (options->quick ? quick : all)[strlen(op->axes) - 1];
}

bool shapes_large(const struct verify_options *options, const struct gradus_op *op, size_t *dim)
{
    if (options->shape || options->quick)
        return false;
    memcpy(dim, LARGE[strlen(op->axes) - 1], strlen(op->axes) * sizeof *dim);
    return true;
}

static bool is_cut_along_rows(const struct gradus_op *op)
{
    return strlen(op->axes) == 2 && op->impl[0].pass[0].axis == op->axes[0];
}

bool shapes_wide(const struct verify_options *options, const struct gradus_op *op, size_t i, size_t *dim)
{
    if (options->shape || options->quick || i >= WIDE_ROWS || !is_cut_along_rows(op))
        return false;
    dim[0] = i + 1;
    dim[1] = WIDE;
    return true;
}

uint64_t shapes_wide_predicted(const struct verify_options *options, const struct gradus_op *op)
{
    return is_cut_along_rows(op) && !options->shape && !options->quick ? 2 : 0;
}

bool shapes_few(const struct verify_options *options, const struct gradus_op *op, const struct gradus_impl *impl,
                size_t i, size_t *dim)
{
    if (options->shape)
        return i == 0 && notation_shape(options->shape, op, dim);
    if (i >= FEW)
        return false;
    if (SMALL[i][0]) {
        memcpy(dim, SMALL[i], strlen(op->axes) * sizeof *dim);
        shapes_pin(op, impl, dim);
    } else {
        copy_extra(op, i - (FEW - QUICK), dim);
    }
    return true;
}

uint64_t shapes_few_predicted(const struct verify_options *options, const struct gradus_op *op)
{
    (void)op;
    return options->shape ? 1 : 5;
}
