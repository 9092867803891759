/* SPDX-License-Identifier: MIT
 * rows_against.c - bench --op --against: operations alone, ours and those of foreign libraries. */
#include "against.h"
#include "calm.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "program.h"
#include "progress.h"
#include "resume.h"
#include "selection.h"
#include "subject_row.h"
#include "team.h"

#include <stdlib.h>
#include <string.h>

struct running {
    const struct arguments *o;
    struct report *r;
    struct contenders *contenders;
    struct against_tables tables;
    struct against *against;
    const struct team_sizes *teams;
    size_t groups, done;
    bool disagreement; /* of the group */
    struct resume resume;
};

static void complain(struct running *run)
{
    for (size_t i = 0; i < run->against->n; i++) {
        const struct entrant *e = &run->against->entrant[i];
        struct case_spec spec = run->against->spec;
        char text[200];
        const struct judge_worst *w = e->whole.wrong ? &e->whole : &e->worst;
        if (!e->impl || !w->wrong)
            continue;
        run->disagreement = true;
        spec.impl = e->impl;
        case_command(&spec, "forward", text, sizeof text);
        report_line(run->r, REPORT_BAD, "FAIL", "%s/%s: %s ulp > %s   rerun: %s", spec.op->name, spec.impl->name,
                    digits_to(w->error, 3).text, digits_to(w->bound, 3).text, text);
    }
}

/* One row at one size, with every team. false: no memory. */
static bool run_group(struct running *run, const struct selected *s)
{
    const struct arguments *o = run->o;
    struct case_spec spec = {.op = s->op, .impl = s->impl, .seed = 1, .step = 1};
    struct subject_row row = {0};
    bool good = true;
    if (o->seed.given)
        spec.seed = (uint64_t)o->seed.value;
    memcpy(spec.dim, s->dim, sizeof spec.dim);
    for (int i = 0; i < gradus_hypers(s->op); i++)
        spec.hyper[i] = s->op->hyper[i].value;
    for (size_t i = 0; i < run->teams->n && good && !program_interrupted(); i++) {
        row.spec = spec;
        *run->against = (struct against){.contenders = run->contenders,
                                         .subject = subject_row(&row),
                                         .spec = spec,
                                         .impl = o->impl,
                                         .threads = run->teams->threads[i]};
        good = against_measure(run->against, o->quick);
        if (good) {
            against_rows(&run->tables, run->against);
            if (run->groups == 1 && i == 0)
                against_refusals(run->r, run->against);
            complain(run);
        }
        against_close(run->against);
    }
    run->done += !program_interrupted();
    return good;
}

/* The selection holds every implementation; the workers have them all at once, so one of each row is enough. */
static void first_of_each(struct selection *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (n == 0 || s->of[n - 1].op != s->of[i].op)
            s->of[n++] = s->of[i];
    s->n = n;
}

/* false: one line in `error`. */
static bool run_one(struct running *run, size_t job, const struct selected *s, bool *disagreement, char *error,
                    size_t error_size)
{
    struct resume_facts facts;
    job = shard_job(&run->o->shard, job);
    bool done = resume_done(&run->resume, job, run->r, &facts);
    run->disagreement = false;
    if (!done && !run_group(run, s)) {
        snprintf(error, error_size, "--op %s: out of memory", s->op->name);
        return false;
    }
    run->done += done;
    facts.disagreement |= run->disagreement;
    *disagreement |= facts.disagreement;
    return done || resume_keep(&run->resume, job, run->r, &facts, error, error_size);
}

static int run_all(struct running *run, const struct selection *s, char *error, size_t error_size)
{
    int status = resume_head(&run->resume, run->r, error, error_size) ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
    bool disagreement = false;
    for (size_t i = 0; i < s->n && status == PROGRAM_PASS && !program_interrupted(); i++) {
        progress(s->of[i].op->name, i, s->n);
        if (!run_one(run, i, &s->of[i], &disagreement, error, error_size))
            status = PROGRAM_ENVIRONMENT;
    }
    report_line(run->r, REPORT_PLAIN, "note",
                "ratio: the peer's time over ours, round by round, above 1 ours is faster; from..to: order statistics "
                "over the rounds of this process");
    report_line(
        run->r, REPORT_PLAIN, "",
        "error: beyond the last rounding, in ulps of the reference's scale; as accurate: no worse than ours; whole "
        "domain: not only within [-%d, %d], where it is timed",
        CALM, CALM);
    context_end(run->r, run->done, s->n, "case");
    if (status == PROGRAM_PASS && contenders_blame(run->contenders, error, error_size))
        status = PROGRAM_ENVIRONMENT;
    return disagreement ? PROGRAM_DISAGREEMENT : status;
}

int command_rows_against(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct contenders *c = malloc(sizeof *c);
    struct against *a = malloc(sizeof *a);
    struct selection s = {0};
    struct team_sizes teams;
    struct running run = {.o = o, .r = r, .contenders = c, .against = a, .teams = &teams};
    int status = PROGRAM_USAGE;
    resume_new(&run.resume, o);
    if (!c || !a) {
        snprintf(error, error_size, "out of memory");
        status = PROGRAM_ENVIRONMENT;
    } else if (contenders_read(c, o->against, error, error_size) && team_sizes(o->threads, &teams, error, error_size)) {
        status = selection_open(&s, o, c->n + 1, error, error_size);
        first_of_each(&s);
    }
    if (status == PROGRAM_PASS)
        status = selection_resume(&s, o, &run.resume, error, error_size);
    if (status == PROGRAM_PASS)
        status = selection_shard(&s, &o->shard, error, error_size);
    if (status == PROGRAM_PASS) {
        context_report(r, o);
        if (contenders_start(c, o, error, error_size)) {
            contenders_report(c, r);
            resume_line(&run.resume, r);
            run.groups = s.n;
            run.tables = against_tables(r, s.n * teams.n);
            status = run_all(&run, &s, error, error_size);
        } else {
            status = PROGRAM_ENVIRONMENT;
        }
        contenders_end(c);
    }
    resume_close(&run.resume, o, r);
    selection_close(&s);
    free(a);
    free(c);
    return status;
}
