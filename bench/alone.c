/* SPDX-License-Identifier: MIT
 * alone.c - an operation alone: the plan, one launch of it, and what the launches come to. */
#include "alone.h"

#include "calm.h"
#include "launch.h"
#include "launcher.h"
#include "notation.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void plan(struct alone *a, const struct arguments *o, const struct team_sizes *teams)
{
    a->asked = launcher_launches(o);
    for (size_t i = 0; i < teams->n; i++) {
        struct alone_row *row = &a->row[a->rows++];
        *row = (struct alone_row){.threads = teams->threads[i], .limit = -1};
        row->used = team_used(&a->data.call, 1, row->threads, false);
        row->timed = i == 0 || row->used > 1;
        if (row->timed)
            row->thing = a->things++;
        if (row->timed && !o->cold_cache) /* the limits' streams find in the caches what they are for */
            row->limit = limits_want(&a->limits, limits_demand(&a->data.call, 1), row->used);
    }
}

bool alone_new(struct alone *a, const struct arguments *o, const struct selected *s, const struct team_sizes *teams)
{
    struct case_spec spec = {
        .op = s->op, .impl = s->impl, .seed = o->seed.given ? (uint64_t)o->seed.value : 1, .step = 1};
    *a = (struct alone){0};
    memcpy(spec.dim, s->dim, sizeof spec.dim);
    for (int i = 0; i < gradus_hypers(s->op); i++)
        spec.hyper[i] = s->op->hyper[i].value;
    if (case_new(&a->data, &spec) != GRADUS_OK)
        return false;
    case_prepare(&a->data);
    plan(a, o, teams);
    return true;
}

void alone_judge(struct alone *a)
{
    case_run(&a->data);
    case_judge(&a->data, &a->worst);
}

void alone_free(struct alone *a)
{
    case_free(&a->data);
    limits_free(&a->limits);
    launches_free(&a->launches);
}

static void summarize(struct alone *a)
{
    limits_plan(&a->limits);
    for (size_t i = 0; i < a->limits.loads; i++)
        limits_set(&a->limits, i, launches_summary(&a->launches, a->things + i).value.median);
    for (size_t i = 0; i < a->rows; i++)
        if (a->row[i].timed)
            a->row[i].time = launches_summary(&a->launches, a->row[i].thing);
}

/* Whose launches time this case. false: no memory. */
static bool launcher_of(const struct case_spec *spec, const struct arguments *o, struct launcher *launcher)
{
    char shape[120];
    notation_shape_text(spec->op, spec->dim, shape, sizeof shape);
    return launcher_new(launcher, o, ARGUMENTS_LAUNCH_ROWS) && again_add(&launcher->words, "--op=%s", spec->op->name) &&
           again_add(&launcher->words, "--impl=%s", spec->impl->name) &&
           again_add(&launcher->words, "--shape=%s", shape);
}

bool alone_time(struct alone *a, const struct arguments *o, char *why)
{
    struct launcher launcher = {0};
    bool good =
        launches_new(&a->launches, a->asked, a->things + a->limits.loads) && launcher_of(&a->data.spec, o, &launcher);
    if (good) {
        good = launcher_all(&launcher, &a->launches, why) || program_interrupted();
        summarize(a);
    } else {
        snprintf(why, PROCESS_WHY, "out of memory");
    }
    launcher_free(&launcher);
    return good;
}

bool alone_trial(struct alone *a, const struct arguments *o, double *ns, char *why)
{
    struct launcher launcher = {0};
    bool good = launcher_of(&a->data.spec, o, &launcher);
    if (!good)
        snprintf(why, PROCESS_WHY, "out of memory");
    good = good && launcher_predict(&launcher, a->things + a->limits.loads, ns, why);
    launcher_free(&launcher);
    return good;
}

/* What a slice runs. */
struct subject {
    struct case_data *data;
    struct gradus_team team;
};

static void run_alone(void *self, uint64_t iterations)
{
    const struct subject *s = self;
    for (uint64_t i = 0; i < iterations; i++)
        gradus_run(&s->data->call, 1, &s->team);
}

/* In-place operands would otherwise run off over the slices. */
static void restore(void *self)
{
    case_restore(((struct subject *)self)->data);
}

int alone_launch(const struct arguments *o, const struct selected *s, const struct team_sizes *teams, char *error,
                 size_t error_size)
{
    enum { THINGS = TEAM_SIZES + LIMITS_LOADS };
    struct alone *a = calloc(1, sizeof *a);
    struct slices_variant thing[THINGS];
    struct subject subject[TEAM_SIZES];
    int status = PROGRAM_ENVIRONMENT;
    snprintf(error, error_size, "out of memory");
    if (a && alone_new(a, o, s, teams) && limits_ready(&a->limits)) {
        calm_case(&a->data);
        for (size_t i = 0; i < a->rows; i++)
            if (a->row[i].timed) {
                struct subject *one = &subject[a->row[i].thing];
                *one = (struct subject){&a->data, {.threads = a->row[i].threads}};
                thing[a->row[i].thing] = (struct slices_variant){.run = run_alone, .before = restore, .self = one};
            }
        limits_variants(&a->limits, thing + a->things, NULL, 0);
        error[0] = '\0';
        status = launch_answer(o, thing, a->things + a->limits.loads, error, error_size);
    }
    if (a)
        alone_free(a);
    free(a);
    return status;
}
