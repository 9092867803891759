/* SPDX-License-Identifier: MIT
 * selection.c - --op, --shape and --impl: the rows that are meant. */
#include "selection.h"

#include "memory.h"
#include "notation.h"
#include "program.h"
#include "resume.h"
#include "shapes.h"
#include "suggest.h"
#include "sweep.h"
#include "words.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 256 };

bool selection_shape(const char *text, const struct gradus_op *op, size_t *dim)
{
    /* Without --shape: large enough that a call is not what is timed, small enough for the second-level cache. */
    static const struct {
        const char *axes;
        size_t dim[GRADUS_AXES];
    } standard[] = {{"n", {65536}},     {"mn", {128, 512}},       {"nk", {512, 128}},
                    {"kn", {784, 128}}, {"mkn", {128, 784, 128}}, {"mkn", {32, 4, 3}}};
    for (size_t i = 0; !text && i < sizeof standard / sizeof *standard; i++)
        if (strcmp(standard[i].axes, op->axes) == 0 && gradus_choose(op, NULL, standard[i].dim)) {
            memcpy(dim, standard[i].dim, sizeof standard[i].dim);
            return true;
        }
    if (!text || strchr(text, '='))
        return text && notation_shape(text, op, dim);
    for (int axis = 0; axis < gradus_axes(op); axis++) {
        size_t digits = strspn(text, "0123456789");
        if (digits == 0 || digits > 15 || (dim[axis] = strtoull(text, NULL, 10)) == 0)
            return false;
        text += digits;
        if (*text != (axis + 1 < gradus_axes(op) ? 'x' : '\0'))
            return false;
        text += *text == 'x';
    }
    return true;
}

/* A small size that an implementation is the one for. */
static bool small_shape(const struct gradus_op *op, const struct gradus_impl *impl, size_t *dim)
{
    static const struct {
        const char *axes;
        size_t dim[GRADUS_AXES];
    } small[] = {{"n", {4096}},         {"mn", {32, 10}},     {"mn", {32, 100}},
                 {"nk", {32, 10}},      {"kn", {64, 10}},     {"mkn", {32, 64, 10}},
                 {"mkn", {32, 16, 32}}, {"mkn", {8, 16, 96}}, {"mkn", {32, 4, 3}}};
    for (size_t i = 0; i < sizeof small / sizeof *small; i++) {
        memcpy(dim, small[i].dim, sizeof small[i].dim);
        shapes_pin(op, impl, dim);
        if (strcmp(small[i].axes, op->axes) == 0 && shapes_fit(op, impl, dim))
            return true;
    }
    return false;
}

/* The implementations to time: of every row that the glob matches, those that fit the sizes. */
static size_t find(const struct arguments *o, bool small, struct selected *of, size_t *rows, bool *shape_fits)
{
    size_t n = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++) {
        size_t dim[GRADUS_AXES] = {0};
        if (o->op && fnmatch(o->op, (*op)->name, 0) != 0)
            continue;
        ++*rows;
        if (!selection_shape(o->shape, *op, dim))
            continue;
        *shape_fits = true;
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name && n < CASES; i++) {
            const struct gradus_impl *impl = &(*op)->impl[i];
            if ((o->impl && strcmp(impl->name, o->impl) != 0) ||
                !(small && !o->shape ? small_shape(*op, impl, dim) : shapes_fit(*op, impl, dim)))
                continue;
            of[n] = (struct selected){*op, impl};
            memcpy(of[n++].dim, dim, sizeof dim);
        }
    }
    return n;
}

bool selection_named(const char *glob, char *error, size_t error_size)
{
    const char *known[256] = {NULL};
    for (size_t i = 0; gradus_ops()[i] && i < 255; i++) {
        known[i] = gradus_ops()[i]->name;
        if (fnmatch(glob, known[i], 0) == 0)
            return true;
    }
    const char *near = suggest(glob, known);
    snprintf(error, error_size, "--op %s: no such operation%s%s%s", words_quote(glob).text,
             near ? "; did you mean " : "", near ? near : " (see bench list)", near ? "?" : "");
    return false;
}

static void complain(const struct arguments *o, size_t rows, char *error, size_t error_size)
{
    if (rows)
        snprintf(error, error_size, "--shape %s: sizes such as n=65536 or 32x784x128 are expected, for the axes of %s",
                 words_quote(o->shape).text, words_quote(o->op ? o->op : "*").text);
    else
        selection_named(o->op, error, error_size);
}

/* The operands, a copy of them, and room for four doubles for each element (case.h). */
static bool fits(const struct selected *s, size_t copies, char *error, size_t error_size)
{
    const size_t parts = gradus_chunks(s->op, s->impl, 0, s->dim, NULL);
    char why[120] = "its operands do not fit in memory";
    double bytes = 0;
    bool good = true;
    for (int i = 0; i < gradus_operands(s->op); i++) {
        size_t n = 0;
        good = good && gradus_elements(s->op, i, s->dim, parts, &n) == GRADUS_OK;
        bytes += (double)n * ((2 + (double)copies) * sizeof(float) + 4 * sizeof(double));
    }
    good = good && memory_allows(bytes, why, sizeof why);
    if (!good)
        snprintf(error, error_size, "--op %s: %s", s->op->name, why);
    return good;
}

static bool all_fit(const struct selected *of, size_t n, size_t copies, char *error, size_t error_size)
{
    for (size_t i = 0; i < n; i++)
        if (!fits(&of[i], copies, error, error_size))
            return false;
    return true;
}

static int open_selection(struct selection *s, const struct arguments *o, bool small, size_t copies, char *error,
                          size_t error_size)
{
    size_t rows = 0;
    bool shape_fits = false;
    *s = (struct selection){0};
    if (!sweep_impl(o->impl, error, error_size))
        return PROGRAM_USAGE;
    s->of = calloc(CASES, sizeof *s->of);
    if (!s->of) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    s->n = find(o, small, s->of, &rows, &shape_fits);
    if (rows == 0 || !shape_fits) {
        complain(o, rows, error, error_size);
        return PROGRAM_USAGE;
    }
    if (s->n > 0)
        return all_fit(s->of, s->n, copies, error, error_size) ? PROGRAM_PASS : PROGRAM_USAGE;
    snprintf(error, error_size, "nothing to time: no implementation%s%s of %s fits these sizes", o->impl ? " " : "",
             o->impl ? words_quote(o->impl).text : "", words_quote(o->op ? o->op : "*").text);
    return PROGRAM_NOTHING;
}

int selection_open(struct selection *s, const struct arguments *o, size_t copies, char *error, size_t error_size)
{
    return open_selection(s, o, false, copies, error, error_size);
}

int selection_small(struct selection *s, const struct arguments *o, char *error, size_t error_size)
{
    return open_selection(s, o, true, 0, error, error_size);
}

void selection_close(struct selection *s)
{
    free(s->of);
    *s = (struct selection){0};
}

int selection_shard(struct selection *s, const struct shard *shard, char *error, size_t error_size)
{
    size_t kept = 0;
    int status = shard_some(shard, s->n, error, error_size);
    for (size_t i = 0; i < s->n; i++)
        if (shard_has(shard, i))
            s->of[kept++] = s->of[i];
    s->n = kept;
    return status;
}

int selection_resume(const struct selection *s, const struct arguments *o, struct resume *resume, char *error,
                     size_t error_size)
{
    int status = shard_some(&o->shard, s->n, error, error_size);
    for (size_t i = 0; i < s->n && status == PROGRAM_PASS; i++) {
        char shape[80];
        notation_shape_text(s->of[i].op, s->of[i].dim, shape, sizeof shape);
        if (!resume_plan(resume, "%s/%s/%s", s->of[i].op->name, s->of[i].impl->name, shape)) {
            snprintf(error, error_size, "out of memory");
            status = PROGRAM_ENVIRONMENT;
        }
    }
    return status == PROGRAM_PASS ? resume_open(resume, o, error, error_size) : status;
}
