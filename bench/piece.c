/* SPDX-License-Identifier: MIT
 * piece.c - a step cut up. */
#include "piece.h"

#include "buffer.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_INPUTS = GRADUS_CALLS * GRADUS_OPERANDS - 1 };

/* A temporary that the piece reads before it writes it. */
static bool is_foreign_input(const struct gradus_list *list, size_t from, size_t c, int operand)
{
    int tensor = list->tensor[c][operand];
    const struct gradus_tensor *value = &list->value[tensor];
    if (list->call[c].op->operand[operand].role != GRADUS_IN || value->feed >= 0 || list->value[value->whole].lasting)
        return false;
    for (size_t before = from; before < c; before++)
        for (int i = 0; i < gradus_operands(list->call[before].op); i++)
            if (list->tensor[before][i] == tensor && list->call[before].op->operand[i].role != GRADUS_IN)
                return false;
    return true;
}

static bool copy_input(struct piece *p, size_t *inputs, size_t bytes, void **operand)
{
    void *copy = *inputs < MOST_INPUTS ? aligned_alloc(64, (bytes + 63) / 64 * 64) : NULL;
    if (!copy)
        return false;
    memcpy(copy, *operand, bytes);
    p->input[(*inputs)++] = copy;
    *operand = copy;
    return true;
}

bool piece_new(struct piece *p, struct job *j, size_t from, size_t to)
{
    const struct gradus_list *list = &j->net->list[0];
    size_t inputs = 0;
    *p = (struct piece){.job = j, .team = j->team, .calls = to - from, .first = from};
    p->batches = j->training.rows / j->training.batch;
    p->call = malloc((to - from + 1) * sizeof *p->call);
    if (!p->call)
        return false;
    memcpy(p->call, &list->call[from], (to - from) * sizeof *p->call);
    for (size_t c = from; c < to; c++)
        for (int i = 0; i < gradus_operands(list->call[c].op); i++)
            if (is_foreign_input(list, from, c, i) &&
                !copy_input(p, &inputs, list->value[list->tensor[c][i]].bytes, &p->call[c - from].a.p[i]))
                return false;
    return true;
}

void piece_free(struct piece *p)
{
    for (size_t i = 0; p->input[i]; i++)
        free(p->input[i]);
    free(p->call);
    *p = (struct piece){0};
}

struct piece piece_step(struct job *j)
{
    return (struct piece){.job = j, .team = j->team, .whole = true, .batches = j->training.rows / j->training.batch};
}

static void run_calls(const struct piece *p, const struct gradus_call *call, size_t calls)
{
    if (p->forced)
        gradus_run_forced(call, calls, &p->team);
    else
        gradus_run(call, calls, &p->team);
}

static void run_step(const struct piece *p, const struct job_batch *b)
{
    gradus_net_feed(p->job->net, b->list, b->x, b->target, p->job->net->t, 0);
    if (p->whole)
        run_calls(p, b->list->call, b->list->calls);
}

/* Sets what the piece is fed with, as gradus_net_feed does for the list. */
static void feed_piece(const struct piece *p, const struct job_batch *b)
{
    const void *const data[GRADUS_FEEDS] = {b->x, b->target};
    for (int which = 0; which < GRADUS_FEEDS; which++)
        for (int s = 0; s < b->list->sites[which]; s++) {
            size_t c = (size_t)b->list->site[which][s].call - p->first;
            if (c < p->calls)
                p->call[c].a.p[b->list->site[which][s].operand] = (void *)(uintptr_t)data[which];
        }
}

void piece_run(void *self, uint64_t iterations)
{
    const struct piece *p = self;
    size_t batch = 0;
    for (uint64_t i = 0; i < iterations; i++) {
        struct job_batch b = job_batch(p->job, batch);
        if (p->calls == 0) {
            run_step(p, &b);
        } else {
            feed_piece(p, &b);
            run_calls(p, p->call, p->calls);
        }
        batch = batch + 1 == p->batches ? 0 : batch + 1;
    }
}
