/* SPDX-License-Identifier: MIT
 * rows.c - bench --op: operations alone, at one size, each held against the reference before it is timed. */
#include "alone.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "launcher.h"
#include "launches_rows.h"
#include "plan.h"
#include "program.h"
#include "progress.h"
#include "selection.h"
#include "team.h"

#include <stdio.h>
#include <stdlib.h>

struct running {
    const struct arguments *o;
    struct report *r;
    struct alone_tables tables;
    const struct team_sizes *teams;
    struct launches_count count;
    size_t done;
    bool disagreement;
};

/* false: one line in `error`; what was measured before counts. */
static bool run_one(struct running *run, const struct selected *s, struct alone *a, char *error, size_t error_size)
{
    char why[PROCESS_WHY] = "out of memory";
    bool good = alone_new(a, run->o, s, run->teams);
    if (good) {
        alone_judge(a);
        good = alone_time(a, run->o, why);
        alone_rows(&run->tables, a);
        launches_count(&run->count, &a->launches, a->asked, a->things);
    }
    if (a->worst.wrong) {
        char text[200];
        run->disagreement = true;
        case_command(&a->data.spec, "forward", text, sizeof text);
        report_line(run->r, REPORT_BAD, "FAIL", "%s/%s: %s ulp > %s   rerun: %s", s->op->name, s->impl->name,
                    digits_to(a->worst.error, 3).text, digits_to(a->worst.bound, 3).text, text);
    }
    if (!good)
        snprintf(error, error_size, "--op %s --impl %s: %s", s->op->name, s->impl->name, why);
    run->done += good && !program_interrupted();
    alone_free(a);
    return good;
}

static int run_all(struct running *run, const struct selected *of, size_t n, char *error, size_t error_size)
{
    struct alone *a = calloc(1, sizeof *a);
    bool good = a != NULL;
    if (!good)
        snprintf(error, error_size, "out of memory");
    for (size_t i = 0; i < n && good && !program_interrupted(); i++) {
        progress_jobs("case", i, n);
        good = run_one(run, &of[i], a, error, error_size);
    }
    free(a);
    launches_notes(run->r, run->o, &run->count);
    context_end(run->r, run->done, n, "case");
    return run->disagreement ? PROGRAM_DISAGREEMENT : good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int command_rows(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct selection s = {0};
    struct team_sizes teams;
    int status = PROGRAM_USAGE;
    if (team_sizes(o->threads, &teams, error, error_size))
        status = selection_open(&s, o, 1, error, error_size);
    if (status == PROGRAM_PASS && o->dry_run) {
        status = plan_selection(&s, &teams, o, r, error, error_size);
        selection_close(&s);
        return status;
    }
    if (status == PROGRAM_PASS || status == PROGRAM_NOTHING)
        context_report(r, o);
    if (status == PROGRAM_PASS) {
        struct running run = {.o = o, .r = r, .teams = &teams};
        run.tables = alone_tables(r, s.n * teams.n, launcher_launches(o));
        status = run_all(&run, s.of, s.n, error, error_size);
    }
    selection_close(&s);
    return status;
}
