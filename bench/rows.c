/* SPDX-License-Identifier: MIT
 * rows.c - bench --op: operations alone, at one size, each held against the reference before it is timed. */
#include "rows.h"
#include "alone.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "measure/statistics.h"
#include "memory.h"
#include "notation.h"
#include "program.h"
#include "progress.h"
#include "suggest.h"
#include "sweep.h"
#include "team.h"
#include "words.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 256 };

bool rows_shape(const char *text, const struct gradus_op *op, size_t *dim)
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

struct selected {
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    size_t dim[GRADUS_AXES];
};

/* The implementations to time: of every row that the glob matches, those that fit the sizes. */
static size_t selection(const struct arguments *o, struct selected *of, size_t *rows, bool *shape_fits)
{
    size_t n = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++) {
        size_t dim[GRADUS_AXES] = {0};
        if (fnmatch(o->op, (*op)->name, 0) != 0)
            continue;
        ++*rows;
        if (!rows_shape(o->shape, *op, dim))
            continue;
        *shape_fits = true;
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name && n < CASES; i++) {
            const struct gradus_impl *impl = &(*op)->impl[i];
            if ((o->impl && strcmp(impl->name, o->impl) != 0) || gradus_choose(*op, impl->name, dim) != impl)
                continue;
            of[n] = (struct selected){*op, impl};
            memcpy(of[n++].dim, dim, sizeof dim);
        }
    }
    return n;
}

static void complain(const struct arguments *o, size_t rows, char *error, size_t error_size)
{
    const char *known[256] = {NULL};
    for (size_t i = 0; gradus_ops()[i] && i < 255; i++)
        known[i] = gradus_ops()[i]->name;
    const char *near = suggest(o->op, known);
    if (rows)
        snprintf(error, error_size, "--shape %s: sizes such as n=65536 or 32x784x128 are expected, for the axes of %s",
                 words_quote(o->shape).text, words_quote(o->op).text);
    else
        snprintf(error, error_size, "--op %s: no such operation%s%s%s", words_quote(o->op).text,
                 near ? "; did you mean " : "", near ? near : " (see bench list)", near ? "?" : "");
}

/* The operands, a copy of them, and room for four doubles for each element (case.h). */
static bool fits(const struct selected *s, char *error, size_t error_size)
{
    const size_t parts = gradus_chunks(s->op, s->impl, 0, s->dim, NULL);
    char why[120] = "its operands do not fit in memory";
    double bytes = 0;
    bool good = true;
    for (int i = 0; i < gradus_operands(s->op); i++) {
        size_t n = 0;
        good = good && gradus_elements(s->op, i, s->dim, parts, &n) == GRADUS_OK;
        bytes += (double)n * (2 * sizeof(float) + 4 * sizeof(double));
    }
    good = good && memory_allows(bytes, why, sizeof why);
    if (!good)
        snprintf(error, error_size, "--op %s: %s", s->op->name, why);
    return good;
}

static bool all_fit(const struct selected *of, size_t n, char *error, size_t error_size)
{
    for (size_t i = 0; i < n; i++)
        if (!fits(&of[i], error, error_size))
            return false;
    return true;
}

struct running {
    const struct arguments *o;
    struct report *r;
    struct report_table *table;
    const struct team_sizes *teams;
    size_t done, rounds; /* the fewest rounds of any */
    bool disagreement;
};

/* false: no memory. */
static bool run_one(struct running *run, const struct selected *s)
{
    struct alone a;
    if (!alone_new(&a, s->op, s->impl, s->dim, run->o->seed.given ? (uint64_t)run->o->seed.value : 1))
        return false;
    bool good = alone_time(&a, run->teams, run->o->quick, run->table);
    if (a.worst.wrong) {
        char text[200];
        run->disagreement = true;
        case_command(&a.data.spec, "forward", text, sizeof text);
        report_line(run->r, REPORT_BAD, "FAIL", "%s/%s: %s ulp > %s   rerun: %s", s->op->name, s->impl->name,
                    digits_to(a.worst.error, 3).text, digits_to(a.worst.bound, 3).text, text);
    }
    if (!program_interrupted())
        run->done++;
    if (a.rounds && (!run->rounds || a.rounds < run->rounds))
        run->rounds = a.rounds;
    alone_free(&a);
    return good;
}

static int run_all(struct running *run, const struct selected *of, size_t n, char *error, size_t error_size)
{
    bool good = true;
    for (size_t i = 0; i < n && good && !program_interrupted(); i++) {
        progress(of[i].op->name, i, n);
        good = run_one(run, &of[i]);
        if (!good)
            snprintf(error, error_size, "--op %s: out of memory", of[i].op->name);
    }
    if (run->rounds)
        report_line(run->r, REPORT_PLAIN, "note",
                    "from..to: order statistics over %s%zu rounds of this process, coverage %.1f %%; a comparison "
                    "needs several launches",
                    n > 1 ? "at least " : "", run->rounds,
                    100 * statistics_of((double[64]){0}, run->rounds, 0.95).coverage);
    context_end(run->r, run->done, n, "case");
    return run->disagreement ? PROGRAM_DISAGREEMENT : good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int command_rows(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct selected *of = calloc(CASES, sizeof *of);
    struct team_sizes teams;
    size_t rows = 0;
    bool shape_fits = false;
    int status = PROGRAM_USAGE;
    if (!of) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    if (!team_sizes(o->threads, &teams, error, error_size) || !sweep_impl(o->impl, error, error_size))
        goto done;
    size_t n = selection(o, of, &rows, &shape_fits);
    if (rows == 0 || !shape_fits) {
        complain(o, rows, error, error_size);
        goto done;
    }
    if (!all_fit(of, n, error, error_size))
        goto done;
    context_report(r, o);
    struct running run = {.o = o, .r = r, .table = alone_table(r, n * teams.n), .teams = &teams};
    if (n > 0) {
        status = run_all(&run, of, n, error, error_size);
    } else { /* of that name: some implementation of every row fits any shape */
        snprintf(error, error_size, "nothing to time: no implementation %s of %s fits these sizes",
                 words_quote(o->impl ? o->impl : "").text, words_quote(o->op).text);
        status = PROGRAM_NOTHING;
    }
done:
    free(of);
    return status;
}
