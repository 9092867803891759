/* SPDX-License-Identifier: MIT
 * rows.c - bench --op: operations alone, at one size, each held against the reference before it is timed. */
#include "alone.h"
#include "calm.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "launcher.h"
#include "launches_rows.h"
#include "plan.h"
#include "program.h"
#include "progress.h"
#include "resume.h"
#include "selection.h"
#include "team.h"

#include <stdio.h>
#include <stdlib.h>

struct running {
    const struct arguments *o;
    struct report *r;
    struct alone_tables tables;
    const struct team_sizes *teams;
    struct resume resume;
    struct launches_count count;
    size_t done;
    bool disagreement;
};

/* false: one line in `error`; what was measured before counts. */
static bool time_one(struct running *run, const struct selected *s, struct alone *a, struct resume_facts *facts,
                     char *error, size_t error_size)
{
    char why[PROCESS_WHY] = "out of memory";
    bool good = alone_new(a, run->o, s, run->teams);
    if (good) {
        alone_judge(a);
        good = alone_time(a, run->o, why);
        alone_rows(&run->tables, a);
        launches_count(&facts->launches, &a->launches, a->asked, a->things);
    }
    if (a->worst.wrong) {
        char text[200];
        report_line(run->r, REPORT_BAD, "FAIL", "%s/%s: %s ulp > %s   rerun: %s", s->op->name, s->impl->name,
                    digits_to(a->worst.error, 3).text, digits_to(a->worst.bound, 3).text, text);
    }
    if (!good)
        snprintf(error, error_size, "--op %s --impl %s: %s", s->op->name, s->impl->name, why);
    facts->disagreement = a->worst.wrong != 0;
    alone_free(a);
    return good;
}

/* One case, unless it has been done before. The same failures. */
static bool run_one(struct running *run, size_t job, const struct selected *s, struct alone *a, char *error,
                    size_t error_size)
{
    struct resume_facts facts;
    job = shard_job(&run->o->shard, job);
    bool before = resume_done(&run->resume, job, run->r, &facts);
    bool good = before || time_one(run, s, a, &facts, error, error_size);
    run->disagreement |= facts.disagreement;
    run->done += good && !program_interrupted();
    launches_counted(&run->count, &facts.launches);
    return good && (before || resume_keep(&run->resume, job, run->r, &facts, error, error_size));
}

static int run_all(struct running *run, const struct selected *of, size_t n, char *error, size_t error_size)
{
    struct alone *a = calloc(1, sizeof *a);
    bool good = a != NULL;
    if (!good)
        snprintf(error, error_size, "out of memory");
    good = good && resume_head(&run->resume, run->r, error, error_size);
    for (size_t i = 0; i < n && good && !program_interrupted(); i++) {
        progress_jobs("case", i, n);
        good = run_one(run, i, &of[i], a, error, error_size);
    }
    free(a);
    launches_notes(run->r, run->o, &run->count);
    for (size_t i = 0; i < n; i++)
        if (calm_wild(of[i].op)) {
            report_line(run->r, REPORT_PLAIN, "", "verified over the whole domain, timed within [-%d, %d] of it", CALM,
                        CALM);
            break;
        }
    context_end(run->r, run->done, n, "case");
    return run->disagreement ? PROGRAM_DISAGREEMENT : good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int command_rows(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct selection s = {0};
    struct team_sizes teams;
    struct running run = {.o = o, .r = r, .teams = &teams};
    int status = PROGRAM_USAGE;
    resume_new(&run.resume, o);
    if (team_sizes(o->threads, &teams, error, error_size))
        status = selection_open(&s, o, 1, error, error_size);
    if (status == PROGRAM_PASS && !o->dry_run)
        status = selection_resume(&s, o, &run.resume, error, error_size);
    if (status == PROGRAM_PASS)
        status = selection_shard(&s, &o->shard, error, error_size);
    if (status == PROGRAM_PASS && o->dry_run) {
        status = plan_selection(&s, &teams, o, r, error, error_size);
        selection_close(&s);
        return status;
    }
    if (status == PROGRAM_PASS || status == PROGRAM_NOTHING)
        context_report(r, o);
    if (status == PROGRAM_PASS) {
        resume_line(&run.resume, r);
        run.tables = alone_tables(r, s.n * teams.n, launcher_launches(o));
        status = run_all(&run, s.of, s.n, error, error_size);
    }
    resume_close(&run.resume, o, r);
    selection_close(&s);
    return status;
}
