/* SPDX-License-Identifier: MIT
 * rows.c - bench --op: operations alone, at one size, each held against the reference before it is timed. */
#include "alone.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "measure/statistics.h"
#include "program.h"
#include "progress.h"
#include "selection.h"
#include "team.h"

#include <stdio.h>

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
    struct selection s = {0};
    struct team_sizes teams;
    int status = PROGRAM_USAGE;
    if (team_sizes(o->threads, &teams, error, error_size))
        status = selection_open(&s, o, 0, error, error_size);
    if (status == PROGRAM_PASS || status == PROGRAM_NOTHING)
        context_report(r, o);
    if (status == PROGRAM_PASS) {
        struct running run = {.o = o, .r = r, .table = alone_table(r, s.n * teams.n), .teams = &teams};
        status = run_all(&run, s.of, s.n, error, error_size);
    }
    selection_close(&s);
    return status;
}
