/* SPDX-License-Identifier: MIT
 * accuracy.c - bench accuracy: functions of one float over all 2^32 of them, ours and those of foreign libraries, by
 * one truth (survey.h). */
#include "command.h"
#include "contenders.h"
#include "context.h"
#include "eta.h"
#include "program.h"
#include "selection.h"
#include "subject_floats.h"
#include "tables.h"
#include "words.h"

#include <stdlib.h>
#include <unistd.h>

enum {
    OP,
    PROGRAM,
    VERSION,
    SETTING,
    INPUTS,
    VERDICT,
    SHARE,
    WORST,
    AT,
    SMALL,
    SMALL_AT,
    FLUSHED,
    NANS,
    INFINITIES,
    SIGNS,
    NOTE
};

static const struct report_column COLUMNS[] = {{"operation", "operation"},
                                               {"program", "program"},
                                               {"version"},
                                               {"setting", "setting"},
                                               {"inputs", "floats", REPORT_COUNT, .common = true},
                                               {"verdict", "verify"},
                                               {"misrounded_percent", "not the nearest, %", REPORT_NUMBER, 2},
                                               {"worst_ulp", "worst ulp", REPORT_NUMBER, 4},
                                               {"worst_at", "at x ="},
                                               {"subnormal_worst_ulp", "worst ulp, subnormal", REPORT_NUMBER, 4},
                                               {"subnormal_worst_at", "at x ="},
                                               {"flushed", "flushed", REPORT_COUNT},
                                               {"wrong_nan", "NaN", REPORT_COUNT},
                                               {"wrong_infinity", "infinity", REPORT_COUNT},
                                               {"wrong_sign", "sign", REPORT_COUNT},
                                               {"note", ""},
                                               {NULL}};

const struct report_schema accuracy_schema = {"accuracy", "The worst error of functions over all floats.", COLUMNS};

struct running {
    const struct arguments *o;
    struct report *r;
    struct report_table *table;
    struct against *against;
    struct subject_floats *floats;
    struct eta eta;
    uint64_t blocks; /* done */
    size_t operations, done;
    bool disagreement;
};

/* Ours keeps what it promises of the nearest float; how far another of ours may be off is the exhaustive check's. */
static bool ours_right(const struct against *a, const struct entrant *e, const struct tally *t)
{
    const struct gradus_impl *impl = gradus_choose(a->spec.op, e->setting, a->spec.dim);
    bool nearest = impl && judge_promises_nearest(judge_bound(a->spec.op, impl, a->spec.dim));
    return t->nan + t->infinity + t->sign == 0 && (!nearest || t->misrounded == 0);
}

/* Where all are the nearest floats the worst is half an ulp, at no input worth naming. */
static void worst_cells(struct report_cell *ulp, struct report_cell *at, const struct tally_worst *worst)
{
    ulp->value = worst->ulp > 0 ? worst->ulp : 0.5;
    if (worst->ulp > 0)
        report_text(at, "%a", (double)worst->x);
}

static void entrant_row(struct running *run, const struct entrant *e, const struct tally *t)
{
    const struct against *a = run->against;
    struct report_cell *row = report_row(run->table);
    if (!row)
        return;
    report_text(&row[OP], "%s", a->spec.op->name);
    report_text(&row[PROGRAM], "%s", e->of->name);
    report_text(&row[VERSION], "%s", e->of->version);
    report_text(&row[SETTING], "%s", e->setting);
    row[INPUTS].value = (double)t->inputs;
    if (e->of->failed)
        report_text(&row[NOTE], "%.150s", e->of->why);
    if (t->inputs == 0)
        return;
    if (e->ours) {
        bool right = ours_right(a, e, t);
        report_text(&row[VERDICT], "%s", right ? "pass" : "FAIL");
        row[VERDICT].tone = right ? REPORT_GOOD : REPORT_BAD;
        run->disagreement |= !right;
    }
    row[SHARE].value = 100 * (double)t->misrounded / (double)t->inputs;
    worst_cells(&row[WORST], &row[AT], &t->normal);
    worst_cells(&row[SMALL], &row[SMALL_AT], &t->small);
    row[FLUSHED].value = (double)t->flushed;
    row[NANS].value = (double)t->nan;
    row[INFINITIES].value = (double)t->infinity;
    row[SIGNS].value = (double)t->sign;
}

/* All floats through one function of every contender. false: no memory. */
static bool run_function(struct running *run, struct contenders *c, const struct selected *s)
{
    const struct arguments *o = run->o;
    struct subject_floats *f = run->floats;
    struct against *a = run->against;
    *f = (struct subject_floats){.survey = {.op = s->op, .every = o->every.given ? (uint64_t)o->every.value : 1}};
    f->survey.seed = o->seed.given ? (uint64_t)o->seed.value : 1;
    f->survey.threads = gradus_processors();
    f->survey.impl = s->impl;
    survey_start(&f->survey);
    *a = (struct against){.contenders = c,
                          .subject = subject_floats(f),
                          .spec = {.op = s->op, .dim = {1}},
                          .impl = o->impl,
                          .threads = f->survey.threads};
    f->entrant = a->entrant;
    bool good = a->subject.open(f, false);
    if (good)
        against_enter(a);
    while (good && !program_interrupted() && subject_floats_next(f)) {
        eta_show(&run->eta, s->op->name, run->blocks);
        against_judge(a);
        run->blocks++;
    }
    if (good)
        against_drop(a);
    a->subject.close(f);
    for (size_t i = 0; good && i < a->n; i++)
        entrant_row(run, &a->entrant[i], &f->tally[i]);
    if (good && run->operations == 1)
        against_refusals(run->r, a);
    run->done += good && !program_interrupted();
    return good;
}

/* Of the rows that were selected, each function of one float once: the workers have all implementations at once. */
static size_t functions_of(struct selection *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (survey_applies(s->of[i].op) && (n == 0 || s->of[n - 1].op != s->of[i].op))
            s->of[n++] = s->of[i];
    return s->n = n;
}

static int run_all(struct running *run, struct contenders *c, const struct selection *s, char *error, size_t error_size)
{
    const uint64_t every = run->o->every.given ? (uint64_t)run->o->every.value : 1;
    const uint64_t inputs = ((UINT64_C(1) << 32) - 1) / every + 1;
    int status = PROGRAM_PASS;
    eta_start(&run->eta, isatty(STDERR_FILENO) ? stderr : NULL, 0, s->n * subject_floats_blocks(inputs));
    for (size_t i = 0; i < s->n && status == PROGRAM_PASS && !program_interrupted(); i++)
        if (!run_function(run, c, &s->of[i])) {
            snprintf(error, error_size, "--op %s: out of memory", s->of[i].op->name);
            status = PROGRAM_ENVIRONMENT;
        }
    eta_end(&run->eta);
    report_line(run->r, REPORT_PLAIN, "note",
                "ulp: distance from the exact value, in ulps of it, 0.5 where all are the nearest floats; subnormal: "
                "where the exact value is below 2^-126; flushed: 0 for a subnormal");
    report_line(run->r, REPORT_PLAIN, "",
                "NaN, infinity, sign: results that are one, or of one (a zero's too), and should not be, or the other "
                "way round; they are in no distance");
    context_end(run->r, run->done, s->n, "function");
    if (status == PROGRAM_PASS && contenders_blame(c, error, error_size))
        status = PROGRAM_ENVIRONMENT;
    return run->disagreement ? PROGRAM_DISAGREEMENT : status;
}

int command_accuracy(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct contenders *c = calloc(1, sizeof *c);
    struct against *a = malloc(sizeof *a);
    struct subject_floats *f = malloc(sizeof *f);
    struct arguments wanted = *o;
    struct selection s = {0};
    int status = PROGRAM_USAGE;
    wanted.op = o->op ? o->op : "*";
    if (!c || !a || !f) {
        snprintf(error, error_size, "out of memory");
        status = PROGRAM_ENVIRONMENT;
    } else if (contenders_read(c, o->against ? o->against : "all", error, error_size)) {
        status = selection_open(&s, &wanted, c->n + 1, error, error_size);
    }
    if (status == PROGRAM_PASS && functions_of(&s) == 0) {
        snprintf(error, error_size, "nothing to do: --op %s is no function of one float", words_quote(wanted.op).text);
        status = PROGRAM_NOTHING;
    }
    if (status == PROGRAM_PASS) {
        context_report(r, o);
        if (contenders_start(c, o, error, error_size)) {
            contenders_report(c, r);
            struct running run = {.o = o, .r = r, .against = a, .floats = f, .operations = s.n};
            run.table = report_table(r, &accuracy_schema, s.n * ENTRANTS, true);
            status = run_all(&run, c, &s, error, error_size);
        } else {
            status = PROGRAM_ENVIRONMENT;
        }
    }
    if (c)
        contenders_end(c);
    selection_close(&s);
    free(f);
    free(a);
    free(c);
    return status;
}
