/* SPDX-License-Identifier: MIT
 * peer.c - finds what a library's table has for a case. */
#include "peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ALONE_MAY_WIN = 1 << 20 }; /* elements: beyond, every thread has enough to do */

static const struct peer *self; /* set once, before the first request */

static void tell_threads(const struct request *r, void *state)
{
    (void)state;
    if (self->threads)
        self->threads(r->threads);
}

static struct worker_setting *add(struct worker_setting *all, size_t *n, const struct peer_operation *o,
                                  const char *suffix, void *state)
{
    struct worker_setting *s = &all[*n];
    if (!state || *n == WORKER_SETTINGS)
        return NULL;
    *s = (struct worker_setting){.before = tell_threads, .run = o->run, .close = o->span ? free : o->close};
    s->state = state;
    snprintf(s->name, sizeof s->name, "%s%s", o->setting, suffix);
    ++*n;
    return s;
}

static struct peer_work *new_work(const struct peer_operation *o, int threads)
{
    struct peer_work *w = malloc(sizeof *w);
    if (w)
        *w = (struct peer_work){o->span, threads};
    return w;
}

/* A team that does not pay at a size would make a library look slow: one thread is tried there as well. */
static size_t open_case(const struct request *r, struct worker_setting *setting, char *why)
{
    size_t n = 0, most = 0;
    bool known = false;
    tell_threads(r, NULL); /* some choose their code by it */
    for (size_t i = 0; i < r->operands; i++)
        most = r->operand[i].count > most ? r->operand[i].count : most;
    for (const struct peer_operation *o = self->operation; o->op && !r->step; o++) {
        if (strcmp(o->op, r->name) != 0)
            continue;
        known = true;
        if (!o->span) {
            add(setting, &n, o, "", o->open(r));
            continue;
        }
        add(setting, &n, o, "", new_work(o, r->threads));
        if (r->threads > 1 && most < ALONE_MAY_WIN)
            add(setting, &n, o, "@1", new_work(o, 1));
    }
    snprintf(why, REQUEST_WHY, known ? "these sizes are not for it" : "it has no such operation");
    return n;
}

int peer_main(const struct peer *p)
{
    self = p;
    return worker_serve(&(struct worker){p->name, p->version, open_case});
}
