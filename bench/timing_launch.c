/* SPDX-License-Identifier: MIT
 * timing_launch.c - a planned step and its parts, timed in this process. */
#include "timing.h"

#include "launch.h"
#include "piece.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { THINGS = TIMING_ROWS + LIMITS_LOADS };

/* Beyond so many operations before the clock starts, fewer steps than an epoch will do. */
static const double SETTLING_FLOPS = 2e8;

static size_t settling_steps(const struct job *j, const struct timing *t)
{
    double flops = 1;
    size_t batches = job_batches(j);
    for (size_t i = 0; i < t->rows; i++)
        flops = (double)t->row[i].count.flops > flops ? (double)t->row[i].count.flops : flops;
    double steps = SETTLING_FLOPS / flops;
    return steps >= (double)batches ? batches : steps > 2 ? (size_t)steps : 2;
}

/* The weights after some steps, where nothing is zero any more; from there on they stay. */
static void settle(struct job *j, size_t steps)
{
    job_reset(j);
    for (size_t i = 0; i < steps; i++) {
        struct job_batch b = job_batch(j, i % job_batches(j));
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

/* The calls before a part, on the first batch: what the part then finds in the arena. */
static void run_until(struct job *j, size_t calls)
{
    struct job_batch b = job_batch(j, 0);
    gradus_net_feed(j->net, b.list, b.x, b.target, j->net->t, 0);
    if (calls)
        gradus_run(b.list->call, calls, &j->team);
}

/* false: no memory. */
static bool make_pieces(struct job *j, const struct timing *t, struct piece *piece, struct slices_variant *thing)
{
    for (size_t i = 0; i < t->rows; i++) {
        const struct timing_row *row = &t->row[i];
        struct piece *p = &piece[row->thing];
        if (!row->timed)
            continue;
        run_until(j, row->from);
        if (strcmp(row->part, "step") == 0)
            *p = piece_step(j);
        else if (!piece_new(p, j, row->from, row->to))
            return false;
        p->team.threads = row->threads;
        p->forced = row->team;
        thing[row->thing] = (struct slices_variant){.run = piece_run, .self = p};
    }
    return true;
}

int timing_launch(struct job *j, struct timing *t, char *error, size_t error_size)
{
    struct slices_variant *thing = calloc(THINGS, sizeof *thing);
    struct piece *piece = calloc(TIMING_ROWS, sizeof *piece);
    int status = PROGRAM_ENVIRONMENT;
    snprintf(error, error_size, "out of memory");
    if (thing && piece) {
        settle(j, settling_steps(j, t));
        if (make_pieces(j, t, piece, thing) && limits_ready(&t->limits)) {
            error[0] = '\0';
            limits_variants(&t->limits, thing + t->things, NULL, 0);
            status = launch_answer(j->options, thing, t->things + t->limits.loads, error, error_size);
        }
    }
    for (size_t i = 0; piece && i < TIMING_ROWS; i++)
        piece_free(&piece[i]);
    free(piece);
    free(thing);
    return status;
}
