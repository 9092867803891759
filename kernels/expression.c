/* SPDX-License-Identifier: MIT
 * expression.c - a recursive-descent reader: sum of terms, term of factors side by side, factor a number, an axis or (
 * ). */
#include "expression.h"

#include <math.h>
#include <string.h>

struct reader {
    const char *at;
    const char *axes;
    const size_t *dim;
    int depth; /* of open brackets */
    bool ok;
};

enum { DEEPEST = 16 };

static double read_sum(struct reader *r);

static void skip_blanks(struct reader *r)
{
    while (*r->at == ' ')
        r->at++;
}

static double fail(struct reader *r)
{
    r->ok = false;
    return 0;
}

/* Not strtod: a row's strings mean the same in every locale. */
static double read_number(struct reader *r)
{
    double value = 0, unit = 1;
    while (*r->at >= '0' && *r->at <= '9')
        value = 10 * value + (*r->at++ - '0');
    if (*r->at == '.')
        for (r->at++; *r->at >= '0' && *r->at <= '9'; r->at++) {
            value = 10 * value + (*r->at - '0');
            unit *= 10;
        }
    return value / unit;
}

static double read_factor(struct reader *r)
{
    skip_blanks(r);
    if (*r->at == '(') {
        if (r->depth == DEEPEST)
            return fail(r);
        r->at++;
        r->depth++;
        double value = read_sum(r);
        skip_blanks(r);
        if (*r->at != ')')
            return fail(r);
        r->at++;
        r->depth--;
        return value;
    }
    if (*r->at >= '0' && *r->at <= '9')
        return read_number(r);
    if (*r->at == 'v') {
        r->at++;
        return 0x1p-29;
    }
    const char *axis = *r->at ? strchr(r->axes, *r->at) : NULL;
    if (!axis)
        return fail(r);
    r->at++;
    return (double)r->dim[axis - r->axes];
}

static bool starts_factor(char c)
{
    return c == '(' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static double read_term(struct reader *r)
{
    double value = read_factor(r);
    for (;;) {
        skip_blanks(r);
        if (*r->at == '*' || *r->at == '/') {
            bool divide = *r->at++ == '/';
            double factor = read_factor(r);
            value = divide ? value / factor : value * factor;
        } else if (r->ok && starts_factor(*r->at)) {
            value *= read_factor(r);
        } else {
            return value;
        }
    }
}

static double read_sum(struct reader *r)
{
    double value = read_term(r);
    for (;;) {
        skip_blanks(r);
        if (*r->at != '+' && *r->at != '-')
            return value;
        bool minus = *r->at++ == '-';
        double term = read_term(r);
        value += minus ? -term : term;
    }
}

enum gradus_status gradus_eval(const char *expression, const struct gradus_op *op, const size_t *dim, double *value)
{
    struct reader r = {expression, op->axes, dim, 0, true};
    *value = read_sum(&r);
    return r.ok && *r.at == '\0' && isfinite(*value) ? GRADUS_OK : GRADUS_INVALID;
}

static bool read_condition(struct reader *r)
{
    double left = read_sum(r);
    skip_blanks(r);
    bool less = *r->at == '<', greater = *r->at == '>';
    if (less || greater)
        r->at++;
    if (*r->at != '=')
        return fail(r) != 0;
    r->at++;
    double right = read_sum(r);
    return less ? left <= right : greater ? left >= right : left == right;
}

bool expression_holds(const char *conditions, const struct gradus_op *op, const size_t *dim)
{
    if (!conditions)
        return true;
    struct reader r = {conditions, op->axes, dim, 0, true};
    bool holds = true;
    for (;;) {
        holds = read_condition(&r) && holds;
        skip_blanks(&r);
        if (*r.at != ',')
            break;
        r.at++;
    }
    return holds && r.ok && *r.at == '\0';
}
