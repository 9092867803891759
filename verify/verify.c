/* SPDX-License-Identifier: MIT
 * verify.c - the checks over the rows. A cell is one check on one row; it must execute as many expectations as are
 * predicted for it, or it fails: a loop over nothing is no pass. */
#include "verify.h"

#include "crash.h"
#include "program.h"

#include <errno.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

enum { SHOWN = 8 }; /* failures printed of a cell; the rest are counted */

/* The command that runs a cell again, for messages that name no narrower one. */
static void print_rerun(const struct verify *v)
{
    fputs("   verify", v->out);
    if (strcmp(v->op, "-") != 0)
        fprintf(v->out, " --op %s", v->op);
    fprintf(v->out, " --check %s --seed %" PRIu64, v->check, v->options->seed);
}

bool verify_expect(struct verify *v, bool ok, const char *format, ...)
{
    v->executed++;
    if (ok || v->failed++ >= SHOWN)
        return ok;
    char text[2048];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    fprintf(v->out, "FAIL %s %s: %s", v->op, v->check, text);
    if (!strstr(text, "   verify --"))
        print_rerun(v);
    fputc('\n', v->out);
    return ok;
}

void verify_note(struct verify *v, double error, double bound, const char *format, ...)
{
    double ratio = error == 0 ? 0 : error / bound;
    ratio = ratio >= 0 ? ratio : INFINITY;
    if (!(ratio > v->ratio))
        return;
    v->ratio = ratio;
    va_list list;
    va_start(list, format);
    vsnprintf(v->where, sizeof v->where, format, list);
    va_end(list);
}

void verify_stop(struct verify *v, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, list);
    fputc('\n', stderr);
    va_end(list);
    v->stopped = true;
}

bool verify_wants(const struct verify_options *options, const struct gradus_impl *impl)
{
    return !options->impl || strcmp(options->impl, impl->name) == 0;
}

uint64_t verify_impls(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t n = 0;
    for (int i = 0; i < GRADUS_IMPLS && op->impl[i].name; i++)
        n += verify_wants(options, &op->impl[i]);
    return n;
}

static bool named(const char *names, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = names; at; at = strchr(at, ',') ? strchr(at, ',') + 1 : NULL)
        if (strncmp(at, name, length) == 0 && (at[length] == ',' || at[length] == '\0'))
            return true;
    return !names;
}

struct totals {
    uint64_t rows, executed, failed, cells; /* cells: those that did not execute what was predicted */
};

static void run_cell(struct verify *v, const struct check *check, const struct gradus_op *op, struct totals *t)
{
    v->check = check->name;
    v->op = op ? op->name : "-";
    v->executed = v->failed = 0;
    crash_at_work(v->check, v->op);
    fflush(v->out); /* what is known so far, should the row take the process with it */
    uint64_t expected = check->expected(v->options, op);
    check->run(v, op);
    t->rows++;
    t->executed += v->executed;
    t->failed += v->failed;
    if (v->failed > SHOWN)
        fprintf(v->out, "FAIL %s %s: %" PRIu64 " more failures\n", v->op, v->check, v->failed - SHOWN);
    if (program_interrupted() || v->stopped)
        return; /* cut short: what was predicted was not done */
    if (v->executed != expected || expected == 0) {
        fprintf(v->out, "FAIL %s %s: %" PRIu64 " expectations executed, %" PRIu64 " predicted\n", v->op, v->check,
                v->executed, expected);
        t->cells++;
    }
}

static void run_check(struct verify *v, const struct check *check, FILE *progress, struct totals *t)
{
    const struct verify_options *o = v->options;
    if (!check->applies) {
        /* What is about no row is left out where rows or implementations are asked for. */
        if (!o->op && !o->impl)
            run_cell(v, check, NULL, t);
        return;
    }
    for (const struct gradus_op *const *op = gradus_ops(); *op && !program_interrupted() && !v->stopped; op++) {
        if ((o->op && fnmatch(o->op, (*op)->name, 0) != 0) || verify_impls(o, *op) == 0 || !check->applies(o, *op))
            continue;
        if (progress)
            fprintf(progress, "\r\033[K%s %s", check->name, (*op)->name);
        run_cell(v, check, *op, t);
    }
}

static void print_summary(const struct verify *v, const struct check *check, const struct totals *t)
{
    fprintf(v->out, "%-10s %5" PRIu64 " %9" PRIu64 " %7" PRIu64 "  ", check->name, t->rows, t->executed,
            t->failed + t->cells);
    if (v->where[0])
        fprintf(v->out, "%8.3g  %s", v->ratio, v->where);
    fputc('\n', v->out);
}

int verify_run(const struct verify_options *options, FILE *out, FILE *progress)
{
    struct totals all = {0};
    bool stopped = false;
    fprintf(out, "%-10s %5s %9s %7s  %8s  %s\n", "check", "rows", "executed", "failed", "worst", "error / bound at");
    for (const struct check *const *check = CHECKS; *check && !program_interrupted() && !stopped; check++) {
        if (!named(options->check, (*check)->name))
            continue;
        struct verify v = {.options = options, .out = out};
        struct totals t = {0};
        run_check(&v, *check, progress, &t);
        if (progress)
            fputs("\r\033[K", progress);
        stopped = v.stopped;
        if (t.rows == 0)
            continue;
        print_summary(&v, *check, &t);
        all.executed += t.executed;
        all.failed += t.failed + t.cells;
    }
    fprintf(out, "%" PRIu64 " checks executed, %" PRIu64 " failed (%s objects, seed %" PRIu64 ")\n", all.executed,
            all.failed, gradus_isa(), options->seed);
    if (program_interrupted())
        fputs("interrupted: the rest was not checked\n", out);
    else if (stopped)
        fputs("stopped: the rest was not checked\n", out);
    else if (!all.executed)
        fprintf(stderr, "%s: none of these checks is about any of these rows and implementations (see --list)\n",
                program_invocation_short_name);
    return all.failed     ? PROGRAM_DISAGREEMENT
           : stopped      ? PROGRAM_ENVIRONMENT
           : all.executed ? PROGRAM_PASS
                          : PROGRAM_NOTHING;
}
