/* SPDX-License-Identifier: MIT
 * compare.c - bench compare BASE CANDIDATE: is the candidate slower? (gate/decision.h says how that is decided) */
#include "command.h"
#include "compare_tables.h"
#include "context.h"
#include "gate/revision.h"
#include "program.h"
#include "progress.h"

#include <stdlib.h>
#include <string.h>

static const double SECONDS = 300, PATIENCE = 60, FLOOR = 1.5, FWER = 0.01;

static double given(const struct arguments_number *number, double otherwise)
{
    return number->given ? number->value : otherwise;
}

/* A path, or git:REVISION, which is built. PROGRAM_PASS, or a status with one line in `error`. */
static int find_side(const struct arguments *o, int side, struct revision *built, struct report *r, const char **path,
                     char *error, size_t error_size)
{
    *path = o->operand[side];
    if (strncmp(*path, "git:", 4) != 0)
        return PROGRAM_PASS;
    int status = revision_build(built, *path + 4, error, error_size);
    *path = built->path;
    if (status == PROGRAM_PASS)
        report_line(r, REPORT_PLAIN, side == PAIR_BASE ? "base" : "cand", "%s is %s, %s", o->operand[side], built->hash,
                    built->fresh ? "built now" : "built before");
    return status;
}

/* The worst that happened; numbers beat times. */
static int status_of(const struct contest *c, bool strict)
{
    size_t measured = 0, regressions = 0, undecided = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct trial *t = &c->trial[i];
        if (t->worst.wrong)
            return PROGRAM_DISAGREEMENT;
        measured += t->n > 0;
        regressions += t->decision.verdict == DECISION_REGRESSION;
        undecided += !t->refused[0] && t->decision.verdict == DECISION_INCONCLUSIVE;
    }
    return regressions           ? PROGRAM_REGRESSION
           : !measured           ? PROGRAM_NOTHING
           : strict && undecided ? PROGRAM_INCONCLUSIVE
                                 : PROGRAM_PASS;
}

static int contend(struct contest *c, struct benchmarks *b, const struct arguments *o, struct report *r, char *error,
                   size_t error_size)
{
    uint32_t seed = o->seed.given ? (uint32_t)o->seed.value : 1;
    bool good = contest_open(c, b, seed, error, error_size) && contest_run(c, error, error_size);
    progress_end();
    compare_report(r, c, o);
    context_end(r, compare_decided(c), c->n, "benchmark");
    int status = status_of(c, o->strict);
    contest_close(c);
    if (status == PROGRAM_NOTHING && good)
        snprintf(error, error_size, "nothing was measured: no benchmark is in both");
    return good || status == PROGRAM_DISAGREEMENT || program_interrupted() ? status : PROGRAM_ENVIRONMENT;
}

int command_compare(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct benchmarks *b = malloc(sizeof *b);
    struct contest c = {.sides = {.isa = o->isa, .seconds = given(&o->timeout, PATIENCE)},
                        .seconds = given(&o->max_time, SECONDS)};
    struct revision built[PAIR_SIDES];
    if (!b) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    int status = benchmarks_open(b, o, error, error_size);
    if (status == PROGRAM_PASS)
        context_report(r, o);
    for (int side = 0; side < PAIR_SIDES && status == PROGRAM_PASS; side++)
        status = find_side(o, side, &built[side], r, &c.sides.path[side], error, error_size);
    if (status == PROGRAM_PASS) {
        c.rule = (struct decision_rule){given(&o->floor, FLOOR) / 100, given(&o->fwer, FWER), b->n};
        status = contend(&c, b, o, r, error, error_size);
    }
    benchmarks_close(b);
    free(b);
    return status;
}
