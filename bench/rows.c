/* SPDX-License-Identifier: MIT
 * rows.c - bench --op: operations alone, at one size, each held against the reference before it is timed. */
#include "rows.h"
#include "alone.h"
#include "command.h"
#include "context.h"
#include "measure/slices.h"
#include "measure/statistics.h"
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
    } standard[] = {
        {"n", {65536}}, {"mn", {128, 512}}, {"nk", {512, 128}}, {"kn", {784, 128}}, {"mkn", {128, 784, 128}}};
    for (size_t i = 0; !text && i < sizeof standard / sizeof *standard; i++)
        if (strcmp(standard[i].axes, op->axes) == 0) {
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
        snprintf(error, error_size,
                 "--shape '%s': sizes such as n=65536 or 32x784x128 are expected, for the axes of %s", o->shape, o->op);
    else
        snprintf(error, error_size, "--op '%s': no such operation%s%s%s", o->op, near ? "; did you mean " : "",
                 near ? near : " (see bench list)", near ? "?" : "");
}

static int run_all(const struct arguments *o, struct report *r, const struct selected *of, size_t n,
                   const struct team_sizes *teams, char *error, size_t error_size)
{
    struct report_table *t = alone_table(r, n * teams->n);
    int status = n ? PROGRAM_PASS : PROGRAM_NOTHING;
    for (size_t i = 0; i < n && !program_interrupted(); i++) {
        struct alone a;
        progress(of[i].op->name, i, n);
        if (!alone_new(&a, of[i].op, of[i].impl, of[i].dim, o->seed.given ? (uint64_t)o->seed.value : 1)) {
            snprintf(error, error_size, "--op %s: its operands do not fit in memory", of[i].op->name);
            return PROGRAM_USAGE;
        }
        bool good = alone_time(&a, teams, o->quick, t);
        if (!o->quick && a.worst.wrong) {
            char text[200];
            status = PROGRAM_DISAGREEMENT;
            case_command(&a.data.spec, "forward", text, sizeof text);
            report_line(r, REPORT_BAD, "FAIL", "%s/%s: %.3g ulp > %.3g   rerun: %s", of[i].op->name, of[i].impl->name,
                        a.worst.error, a.worst.bound, text);
        }
        alone_free(&a);
        if (!good) {
            snprintf(error, error_size, "out of memory");
            return PROGRAM_ENVIRONMENT;
        }
    }
    return status;
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
    if (!team_sizes(o->threads, &teams, error, error_size))
        goto done;
    if (o->impl && !sweep_impl_known(o->impl)) {
        snprintf(error, error_size, "--impl '%s': no operation has it (exact, fast, blas)", o->impl);
        goto done;
    }
    size_t n = selection(o, of, &rows, &shape_fits);
    if (rows == 0 || !shape_fits) {
        complain(o, rows, error, error_size);
        goto done;
    }
    context_report(r, o);
    if (o->quick)
        report_line(r, REPORT_PLAIN, "verify", "none: no verdict on the numbers (--quick)");
    if (n == 0)
        report_line(r, REPORT_BAD, "nothing", "no implementation %s of %s fits", o->impl ? o->impl : "", o->op);
    status = run_all(o, r, of, n, &teams, error, error_size);
    struct slices_plan plan = slices_plan(o->quick, 1);
    if (n)
        report_line(r, REPORT_PLAIN, "note",
                    "from..to: order statistics over %zu rounds of this process, coverage %.1f %%; a comparison needs "
                    "several launches",
                    plan.rounds, 100 * statistics_of((double[64]){0}, plan.rounds, 0.95).coverage);
done:
    free(of);
    return status;
}
