/* SPDX-License-Identifier: MIT
 * timing.c - times a step and its parts, for every team. */
#include "timing.h"

#include "measure/slices.h"
#include "piece.h"
#include "progress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A list's parts, in the order in which they stand in it; the step is timed beside them. */
static const struct part {
    const char *name;
    char letter;
} PARTS[] = {{"feed", 0}, {"forward", 'f'}, {"loss", 'l'}, {"backward", 'b'}, {"update", 'u'}, {"step", 0}};

enum { STEP = TIMING_PARTS - 1, PIECES = TIMING_PARTS * TEAM_SIZES, VARIANTS = PIECES + LIMITS_LOADS };

_Static_assert(sizeof PARTS / sizeof *PARTS == TIMING_PARTS, "a row for every part");

struct pieces {
    size_t n;
    struct piece piece[PIECES];
    struct slices_variant variant[VARIANTS]; /* the pieces, then the limits' loads */
    struct timing_row *row[PIECES];
    int limit[PIECES];
    struct limits limits;
    double *room; /* readings of all, then a value for each round */
    size_t readings;
};

/* The weights after one epoch, where nothing is zero any more; from there on they stay. */
static void settle(struct job *j)
{
    job_reset(j);
    for (size_t i = 0; i < job_batches(j); i++) {
        struct job_batch b = job_batch(j, i);
        gradus_net_step(j->net, b.list, b.x, b.target, 0, &j->team);
    }
    *j->net->lr = 0;
    struct gradus_list *list = &j->net->list[0];
    for (size_t c = 0; c < list->calls; c++)
        if (strcmp(list->call[c].op->name, "exponential_decay") == 0) {
            list->call[c].hyper[0] = 0; /* its base rate */
            gradus_call_time(&list->call[c], j->net->t);
        }
}

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

static struct timing_row *add_row(struct timing *t, const char *part, int threads, int used)
{
    struct timing_row *row = &t->row[t->rows++];
    *row = (struct timing_row){.part = part, .threads = threads, .used = used, .p95 = NAN, .limit_ns = NAN};
    row->time = statistics_of(NULL, 0, 0.95);
    return row;
}

/* The calls before a part, on the first batch: what the part then finds in the arena. */
static void run_until(struct job *j, size_t calls)
{
    struct job_batch b = job_batch(j, 0);
    gradus_net_feed(j->net, b.list, b.x, b.target, j->net->t, 0);
    if (calls)
        gradus_run(b.list->call, calls, &j->team);
}

/* A row for every part; `team`: the step is worth more than one thread. */
static bool add_pieces(struct pieces *all, struct timing *t, struct job *j, int threads, bool team)
{
    const struct gradus_list *list = &j->net->list[0];
    for (size_t i = 0; i < TIMING_PARTS; i++) {
        size_t from = 0, to = i == STEP ? list->calls : 0;
        struct piece *p = &all->piece[all->n];
        if (i < STEP && !PARTS[i].letter && team)
            continue; /* feeding is not shared among threads */
        if (PARTS[i].letter) {
            stretch(list, &PARTS[i], &from, &to);
            if (from == to)
                continue;
        }
        run_until(j, from);
        if (i == STEP)
            *p = piece_step(j);
        else if (!piece_new(p, j, from, to))
            return false;
        p->team.threads = threads;
        p->forced = team;
        all->variant[all->n] =
            (struct slices_variant){.run = piece_run, .self = p, .reading = all->room + all->n * all->readings};
        all->row[all->n] =
            add_row(t, PARTS[i].name, threads, team ? team_used(list->call + from, to - from, threads, true) : 1);
        all->row[all->n]->count = count_calls(list, from, to);
        all->limit[all->n] =
            limits_want(&all->limits, limits_demand(list->call + from, to - from), all->row[all->n]->used);
        all->n++;
    }
    return true;
}

bool timing(struct job *j, const struct team_sizes *teams, bool quick, struct timing *t)
{
    struct slices_plan plan = slices_plan(quick, 1);
    struct pieces *all = calloc(1, sizeof *all);
    const struct gradus_list *list = &j->net->list[0];
    bool good = false;
    *t = (struct timing){.slices = plan.slices};
    if (!all)
        return false;
    all->readings = plan.rounds * plan.slices;
    all->room = calloc(VARIANTS * all->readings + plan.rounds, sizeof *all->room);
    if (!all->room)
        goto done;
    settle(j);
    for (size_t i = 0; i < teams->n; i++) {
        bool team = team_used(list->call, list->calls, teams->threads[i], false) > 1;
        if (i > 0 && !team)
            add_row(t, "step", teams->threads[i], 1);
        else if (!add_pieces(all, t, j, teams->threads[i], team))
            goto done;
    }
    if (!limits_ready(&all->limits))
        goto done;
    progress("time", 0, all->n);
    struct slices_variant *load = all->variant + all->n;
    double *value = all->room + VARIANTS * all->readings;
    size_t loads = limits_variants(&all->limits, load, all->room + all->n * all->readings, all->readings);
    t->rounds = slices_measure(all->variant, all->n + loads, &plan);
    limits_measured(&all->limits, load, t->rounds, &plan, value);
    for (size_t i = 0; i < all->n; i++) {
        struct timing_row *row = all->row[i];
        slices_rounds(&all->variant[i], t->rounds, &plan, value);
        row->time = statistics_of(value, t->rounds, 0.95);
        row->p95 = statistics_of(all->variant[i].reading, t->rounds * plan.slices, 0.95).p95;
        row->limit_ns = limits_of(&all->limits, all->limit[i], row->limited_by, sizeof row->limited_by);
    }
    good = true;
done:
    for (size_t i = 0; i < PIECES; i++)
        piece_free(&all->piece[i]);
    limits_free(&all->limits);
    free(all->room);
    free(all);
    return good;
}

const struct timing_row *timing_find(const struct timing *t, const char *part, int threads)
{
    for (size_t i = 0; i < t->rows; i++)
        if (t->row[i].threads == threads && t->row[i].time.n > 0 && strcmp(t->row[i].part, part) == 0)
            return &t->row[i];
    return NULL;
}
