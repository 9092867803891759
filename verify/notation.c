/* SPDX-License-Identifier: MIT
 * notation.c - name=value pairs, comma separated, without blanks. */
#include "notation.h"

#include "csv.h"

#include <stdio.h>
#include <string.h>

/* One pair; *next is where the following one starts, or NULL. */
struct pair {
    const char *name, *value, *end, *next;
    size_t length; /* of the name */
};

static bool read_pair(const char *at, struct pair *pair)
{
    const char *end = strchr(at, ','), *equals = strchr(at, '=');
    pair->name = at;
    pair->next = end ? end + 1 : NULL;
    pair->end = end ? end : at + strlen(at);
    if (!equals || equals > pair->end)
        return false;
    pair->length = (size_t)(equals - at);
    pair->value = equals + 1;
    return true;
}

/* Digits alone: no sign, no blank, no exponent. */
static bool read_size(const struct pair *pair, size_t *size)
{
    size_t value = 0;
    if (pair->value == pair->end)
        return false;
    for (const char *at = pair->value; at < pair->end; at++)
        if (*at < '0' || *at > '9' || __builtin_mul_overflow(value, 10u, &value) ||
            __builtin_add_overflow(value, (size_t)(*at - '0'), &value))
            return false;
    *size = value;
    return value > 0;
}

bool notation_shape(const char *text, const struct gradus_op *op, size_t *dim)
{
    unsigned seen = 0;
    struct pair pair;
    for (const char *at = text; at; at = pair.next) {
        if (!read_pair(at, &pair) || pair.length != 1)
            return false;
        const char *axis = strchr(op->axes, *pair.name);
        if (!axis || !*axis)
            return false;
        unsigned bit = 1u << (axis - op->axes);
        if (seen & bit || !read_size(&pair, &dim[axis - op->axes]))
            return false;
        seen |= bit;
    }
    return seen == (1u << gradus_axes(op)) - 1;
}

void notation_shape_text(const struct gradus_op *op, const size_t *dim, char *text, size_t size)
{
    size_t used = 0;
    if (size)
        *text = '\0';
    for (int i = 0; i < gradus_axes(op) && used < size; i++) {
        int n = snprintf(text + used, size - used, "%s%c=%zu", i ? "," : "", op->axes[i], dim[i]);
        used += n < 0 ? 0 : (size_t)n;
    }
}

bool notation_hyper(const char *text, const struct gradus_op *op, double *hyper)
{
    struct pair pair;
    for (const char *at = text; at; at = pair.next) {
        if (!read_pair(at, &pair))
            return false;
        int i = 0, hypers = gradus_hypers(op);
        while (i < hypers &&
               (strlen(op->hyper[i].name) != pair.length || memcmp(op->hyper[i].name, pair.name, pair.length) != 0))
            i++;
        if (i == hypers || !csv_number(pair.value, pair.end, false, &hyper[i]))
            return false;
    }
    return true;
}
