/* SPDX-License-Identifier: MIT
 * peer.c - finds what a library's table has for a case. */
#include "peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALONE_MAY_WIN = 1 << 20 }; /* elements: beyond, every thread has enough to do */

static const struct peer *self; /* set once, before the first request */

static void tell(int threads)
{
    if (self->threads)
        self->threads(threads);
}

static void tell_all(const struct request *r, void *state)
{
    (void)state;
    tell(r->threads);
}

static void tell_one(const struct request *r, void *state)
{
    (void)r;
    (void)state;
    tell(1);
}

static void *new_work(const struct peer_operation *o, int threads)
{
    struct peer_work *w = malloc(sizeof *w);
    if (w)
        *w = (struct peer_work){o->span, threads};
    return w;
}

/* Adds an operation with so many threads, where the library has it for these sizes. */
static void add(struct worker_setting *all, size_t *n, const struct peer_operation *o, const struct request *r,
                int threads)
{
    struct request with = *r;
    with.threads = threads;
    tell(threads); /* some choose their code by it */
    void *state = *n == WORKER_SETTINGS ? NULL : o->span ? new_work(o, threads) : o->open(&with);
    if (!state)
        return;
    struct worker_setting *s = &all[(*n)++];
    *s = (struct worker_setting){.before = threads == r->threads ? tell_all : tell_one,
                                 .run = o->run,
                                 .close = o->span ? free : o->close,
                                 .state = state};
    snprintf(s->name, sizeof s->name, "%s%s", o->setting, threads == r->threads ? "" : "@1");
}

/* A team that does not pay at a size would make a library look slow: one thread is tried there as well. */
static size_t open_case(const struct request *r, struct worker_setting *setting, char *why)
{
    size_t n = 0, most = 0;
    bool known = false;
    const char *wanted = r->step ? PEER_STEP : r->name;
    for (size_t i = 0; i < r->operands; i++)
        most = r->operand[i].count > most ? r->operand[i].count : most;
    for (const struct peer_operation *o = self->operation; o->op; o++) {
        if (strcmp(o->op, wanted) != 0)
            continue;
        known = true;
        add(setting, &n, o, r, r->threads);
        if (r->threads > 1 && most < ALONE_MAY_WIN)
            add(setting, &n, o, r, 1);
    }
    snprintf(why, REQUEST_WHY, known ? "these sizes are not for it" : "it has no such operation");
    return n;
}

int peer_main(const struct peer *p)
{
    self = p;
    return worker_serve(&(struct worker){p->name, p->version, open_case});
}
