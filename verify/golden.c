/* SPDX-License-Identifier: MIT
 * golden.c - reads golden points line by line. */
#include "golden.h"

#include "csv.h"
#include "notation.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    const char *path;
    const struct gradus_op *op;
    struct golden *g;
    size_t line;
    char *error;
    size_t error_size;
};

static bool fail(const struct reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(const struct reader *r, const char *format, ...)
{
    va_list list;
    int used = snprintf(r->error, r->error_size, "%s:%zu: ", r->path, r->line);
    va_start(list, format);
    if (used >= 0 && (size_t)used < r->error_size)
        vsnprintf(r->error + used, r->error_size - (size_t)used, format, list);
    va_end(list);
    return false;
}

static bool wants(const struct gradus_operand *operand, bool after)
{
    if (operand->role == GRADUS_WORK)
        return false;
    return operand->role == GRADUS_INOUT || after == (operand->role == GRADUS_OUT);
}

/* The case that was begun last has all it needs. */
static bool close_case(const struct reader *r)
{
    if (r->g->cases == 0)
        return true;
    const struct golden_case *c = &r->g->at[r->g->cases - 1];
    for (int i = 0; i < gradus_operands(r->op); i++) {
        const struct gradus_operand *operand = &r->op->operand[i];
        if ((wants(operand, false) && !c->before[i]) || (wants(operand, true) && !c->after[i]))
            return fail(r, "the case of line %zu has no %s%s", c->line, operand->name,
                        wants(operand, false) && !c->before[i] ? "" : "'");
    }
    return true;
}

static bool open_case(const struct reader *r, const char *text)
{
    struct golden *g = r->g;
    if (!close_case(r))
        return false;
    struct golden_case *more = realloc(g->at, (g->cases + 1) * sizeof *more);
    if (!more)
        return fail(r, "no memory");
    g->at = more;
    struct golden_case *c = &g->at[g->cases];
    *c = (struct golden_case){.line = r->line, .t = 1};
    if (!notation_shape(text, r->op, c->dim))
        return fail(r, "'%s' are not the sizes of the axes %s", text, r->op->axes);
    for (int i = 0; i < gradus_hypers(r->op); i++)
        c->hyper[i] = r->op->hyper[i].value;
    for (int i = 0; i < gradus_operands(r->op); i++)
        if (gradus_elements(r->op, i, c->dim, 1, &c->count[i]) != GRADUS_OK)
            return fail(r, "sizes too large");
    g->cases++;
    return true;
}

static bool good_input(const struct reader *r, const struct golden_case *c, int i, double value)
{
    const struct gradus_operand *operand = &r->op->operand[i];
    if (!operand->below)
        return value != value || (double)(float)value == value;
    const char *axis = strchr(r->op->axes, operand->below);
    return axis && value >= 0 && value < (double)c->dim[axis - r->op->axes] && value == (double)(int32_t)value;
}

static bool read_values(const struct reader *r, struct golden_case *c, int i, bool after, const char *text)
{
    double **slot = after ? &c->after[i] : &c->before[i];
    const char *name = r->op->operand[i].name;
    if (*slot)
        return fail(r, "%s%s is given twice", name, after ? "'" : "");
    *slot = calloc(c->count[i], sizeof **slot);
    if (!*slot)
        return fail(r, "no memory");
    size_t n = 0;
    for (const char *at = text; at; n++) {
        const char *end = strchr(at, ',');
        double value;
        if (!csv_number(at, end ? end : at + strlen(at), true, &value))
            return fail(r, "value %zu of %s is no number", n + 1, name);
        if (n < c->count[i])
            (*slot)[n] = value;
        if (!after && n < c->count[i] && !good_input(r, c, i, value))
            return fail(r, "value %zu of %s is no input: %.17g", n + 1, name, value);
        at = end ? end + 1 : NULL;
    }
    return n == c->count[i] || fail(r, "%zu values of %s, expected %zu", n, name, c->count[i]);
}

static bool read_operand(const struct reader *r, struct golden_case *c, char *name, const char *text)
{
    size_t length = strlen(name);
    bool after = length > 0 && name[length - 1] == '\'';
    if (after)
        name[length - 1] = '\0';
    int i = gradus_operand_index(r->op, name);
    if (i < 0 || !wants(&r->op->operand[i], after))
        return fail(r, "%s has no %s '%s'", r->op->name, after ? "result" : "input", name);
    return read_values(r, c, i, after, text);
}

static bool read_line(const struct reader *r, char *line)
{
    if (line[0] == '#' || line[0] == '\0')
        return true;
    char *comma = strchr(line, ',');
    if (!comma)
        return fail(r, "'%.40s': expected a name and values", line);
    *comma = '\0';
    const char *text = comma + 1;
    struct golden_case *c = r->g->cases ? &r->g->at[r->g->cases - 1] : NULL;
    double t;
    if (strcmp(line, "shape") == 0)
        return open_case(r, text);
    if (!c)
        return fail(r, "'%.40s' stands before any shape", line);
    if (strcmp(line, "hyper") == 0)
        return notation_hyper(text, r->op, c->hyper) ||
               fail(r, "'%s' are no hyper-parameters of %s", text, r->op->name);
    if (strcmp(line, "t") == 0 && gradus_operand_index(r->op, "t") < 0) {
        if (!csv_number(text, text + strlen(text), false, &t) || !(t >= 1 && t <= 0x1p53) || t != (double)(uint64_t)t)
            return fail(r, "'%s' is no step number", text);
        c->t = (uint64_t)t;
        return true;
    }
    return read_operand(r, c, line, text);
}

bool golden_read(const char *path, const struct gradus_op *op, struct golden *g, char *error, size_t error_size)
{
    *g = (struct golden){0};
    struct reader r = {.path = path, .op = op, .g = g, .error = error, .error_size = error_size};
    FILE *file = fopen(path, "r");
    if (!file)
        return fail(&r, "%s", strerror(errno));
    char *line = NULL;
    size_t room = 0;
    bool ok = true;
    for (ssize_t length; ok && (length = getline(&line, &room, file)) >= 0;) {
        while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
            line[--length] = '\0';
        r.line++;
        ok = strlen(line) == (size_t)length ? read_line(&r, line) : fail(&r, "a NUL byte");
    }
    if (ok && ferror(file))
        ok = fail(&r, "cannot be read");
    ok = ok && close_case(&r);
    if (ok && g->cases == 0)
        ok = fail(&r, "no cases");
    free(line);
    fclose(file);
    if (!ok)
        golden_free(g);
    return ok;
}

void golden_free(struct golden *g)
{
    for (size_t c = 0; c < g->cases; c++)
        for (int i = 0; i < GRADUS_OPERANDS; i++) {
            free(g->at[c].before[i]);
            free(g->at[c].after[i]);
        }
    free(g->at);
    *g = (struct golden){0};
}

size_t golden_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    static const char start[] = "\nshape,";
    size_t cases = 0, matched = 1; /* as if a line had just ended */
    for (int c; (c = getc(file)) != EOF;) {
        matched = c == start[matched] ? matched + 1 : c == '\n';
        if (!start[matched]) {
            cases++;
            matched = 0;
        }
    }
    fclose(file);
    return cases;
}
