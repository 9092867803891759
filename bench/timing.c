/* SPDX-License-Identifier: MIT
 * timing.c - a step and its parts, for every team: the plan, and what the launches make of it. */
#include "timing.h"

#include "launcher.h"
#include "program.h"

#include <math.h>
#include <string.h>

/* A list's parts, in the order in which they stand in it; the step is timed beside them. */
static const struct part {
    const char *name;
    char letter;
} PARTS[] = {{"feed", 0}, {"forward", 'f'}, {"loss", 'l'}, {"backward", 'b'}, {"update", 'u'}, {"step", 0}};

enum { STEP = TIMING_PARTS - 1 };

_Static_assert(sizeof PARTS / sizeof *PARTS == TIMING_PARTS, "a row for every part");

/* The calls of a part: [from, to). */
static void stretch(const struct gradus_list *list, const struct part *part, size_t *from, size_t *to)
{
    *from = *to = 0;
    for (size_t c = list->calls; c-- > 0;)
        if (list->part[c] == part->letter) {
            *from = c;
            *to = *to ? *to : c + 1;
        }
}

static struct gradus_count count_calls(const struct gradus_list *list, size_t from, size_t to)
{
    struct gradus_count sum = {0}, one;
    for (size_t c = from; c < to; c++)
        if (gradus_count(list->call[c].op, list->call[c].a.dim, &one) == GRADUS_OK) {
            sum.flops += one.flops;
            sum.multiply_adds += one.multiply_adds;
            sum.bytes += one.bytes;
        }
    return sum;
}

static struct timing_row *add_row(struct timing *t, const char *part, int threads)
{
    struct timing_row *row = &t->row[t->rows++];
    *row = (struct timing_row){.part = part, .threads = threads, .used = 1, .limit = -1, .limit_ns = NAN};
    return row;
}

static void add_parts(struct timing *t, const struct job *j, int threads, bool team)
{
    const struct gradus_list *list = &j->net->list[0];
    for (size_t i = 0; i < TIMING_PARTS; i++) {
        size_t from = 0, to = i == STEP ? list->calls : 0;
        if (i < STEP && !PARTS[i].letter && team)
            continue; /* feeding is not shared among threads */
        if (PARTS[i].letter) {
            stretch(list, &PARTS[i], &from, &to);
            if (from == to)
                continue;
        }
        struct timing_row *row = add_row(t, PARTS[i].name, threads);
        row->timed = true;
        row->team = team;
        row->from = from;
        row->to = to;
        row->thing = t->things++;
        row->used = team ? team_used(list->call + from, to - from, threads, true) : 1;
        row->count = count_calls(list, from, to);
        if (!j->options->cold_cache) /* the limits' streams find in the caches what they are for */
            row->limit = limits_want(&t->limits, limits_demand(list->call + from, to - from), row->used);
    }
}

void timing_plan(struct job *j, const struct team_sizes *teams, struct timing *t)
{
    const struct gradus_list *list = &j->net->list[0];
    struct job_batch b = job_batch(j, 0);
    *t = (struct timing){.asked = launcher_launches(j->options)};
    gradus_net_feed(j->net, b.list, b.x, b.target, j->net->t, 0); /* operands are told apart by where they are */
    for (size_t i = 0; i < teams->n; i++) {
        bool team = team_used(list->call, list->calls, teams->threads[i], false) > 1;
        if (i > 0 && !team)
            add_row(t, "step", teams->threads[i]);
        else
            add_parts(t, j, teams->threads[i], team);
    }
}

static void summarize(struct timing *t)
{
    limits_plan(&t->limits);
    for (size_t i = 0; i < t->limits.loads; i++)
        limits_set(&t->limits, i, launches_summary(&t->launches, t->things + i).value.median);
    for (size_t i = 0; i < t->rows && t->launches.n > 0; i++) {
        struct timing_row *row = &t->row[i];
        if (!row->timed)
            continue;
        row->time = launches_summary(&t->launches, row->thing);
        row->limit_ns = limits_of(&t->limits, row->limit, row->limited_by, sizeof row->limited_by);
    }
}

/* Whose launches time this job. false: no memory. */
static bool launcher_of(const struct job *j, struct launcher *launcher)
{
    return launcher_new(launcher, j->options, ARGUMENTS_LAUNCH) &&
           again_add(&launcher->words, "--model=%s", j->model->name) &&
           again_add(&launcher->words, "--optimizer=%s", j->optimizer->name) &&
           again_add(&launcher->words, "--batch=%zu", j->training.batch);
}

bool timing(struct job *j, const struct team_sizes *teams, struct timing *t, char *why)
{
    struct launcher launcher = {0};
    timing_plan(j, teams, t);
    bool good = launches_new(&t->launches, t->asked, t->things + t->limits.loads) && launcher_of(j, &launcher);
    if (good) {
        good = launcher_all(&launcher, &t->launches, why) || program_interrupted();
        summarize(t);
    } else {
        snprintf(why, PROCESS_WHY, "out of memory");
    }
    launcher_free(&launcher);
    return good;
}

bool timing_trial(struct job *j, const struct team_sizes *teams, struct timing *t, double *ns, char *why)
{
    struct launcher launcher = {0};
    timing_plan(j, teams, t);
    bool good = launcher_of(j, &launcher);
    if (!good)
        snprintf(why, PROCESS_WHY, "out of memory");
    good = good && launcher_predict(&launcher, t->things + t->limits.loads, ns, why);
    launcher_free(&launcher);
    return good;
}

void timing_free(struct timing *t)
{
    launches_free(&t->launches);
    limits_free(&t->limits);
}

const struct timing_row *timing_find(const struct timing *t, const char *part, int threads)
{
    for (size_t i = 0; i < t->rows; i++)
        if (t->row[i].threads == threads && t->row[i].time.value.n > 0 && strcmp(t->row[i].part, part) == 0)
            return &t->row[i];
    return NULL;
}
