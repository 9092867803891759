/* SPDX-License-Identifier: MIT
 * contest.c - launches until everything is decided. */
#include "contest.h"

#include "measure/clock.h"
#include "measure/statistics.h"
#include "program.h"
#include "progress.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool wants_launch(const struct trial *t)
{
    return !t->refused[0] && t->n < t->wanted;
}

static bool time_is_up(const struct contest *c)
{
    return clock_ns() - c->start > 1e9 * c->seconds;
}

/* One benchmark in a launch. false: a worker failed. */
static bool launch_one(struct contest *c, struct trial *t, char *error, size_t error_size)
{
    struct pair_launch launch;
    char why[PROCESS_WHY];
    double start = clock_ns();
    switch (sides_launch(&c->sides, t->of, &c->random, &launch, why)) {
    case SIDES_MEASURED:
        t->m[t->n] = launch.change;
        for (int side = 0; side < PAIR_SIDES; side++)
            t->ns[side][t->n] = launch.ns[side];
        t->n++;
        break;
    case SIDES_REFUSED:
        snprintf(t->refused, sizeof t->refused, "%s", why);
        break;
    case SIDES_FAILED:
        snprintf(error, error_size, "%s: %s", t->of->name, why);
        return false;
    }
    t->seconds += (clock_ns() - start) / 1e9;
    return true;
}

/* Fresh processes, then every benchmark that wants a launch, in random order. */
static bool launch_all(struct contest *c, char *error, size_t error_size)
{
    size_t order[BENCHMARKS], n = 0;
    bool good = sides_start(&c->sides, &c->random, error, error_size);
    for (size_t i = 0; i < c->n; i++)
        if (wants_launch(&c->trial[i]))
            order[n++] = i;
    rng_numpy_shuffle(&c->random, order, n, sizeof *order);
    for (size_t i = 0; i < n && good && !program_interrupted(); i++)
        good = launch_one(c, &c->trial[order[i]], error, error_size);
    sides_end(&c->sides);
    c->launches++;
    return good;
}

/* The launches still to come of all, and those that were. */
static size_t launches_left(const struct contest *c, size_t *done)
{
    size_t left = 0;
    *done = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct trial *t = &c->trial[i];
        *done += t->n;
        left += wants_launch(t) ? t->wanted - t->n : 0;
    }
    return left;
}

/* Launches until nobody wants one. */
static bool launch_stage(struct contest *c, const char *name, char *error, size_t error_size)
{
    size_t done, left;
    while ((left = launches_left(c, &done)) > 0 && !time_is_up(c) && !program_interrupted()) {
        progress(name, done, done + left);
        if (!launch_all(c, error, error_size))
            return false;
    }
    return true;
}

static void screen_all(struct contest *c)
{
    for (size_t i = 0; i < c->n; i++) {
        struct trial *t = &c->trial[i];
        if (t->refused[0] || t->n < t->wanted)
            continue;
        double m[DECISION_MORE];
        memcpy(m, t->m, t->n * sizeof *m);
        t->screen = decision_screen(m, t->n);
        if (t->screen.more)
            t->wanted = DECISION_MORE;
    }
}

/* Fresh launches: what made a benchmark suspect is no evidence any more. */
static void confirm_suspects(struct contest *c)
{
    for (size_t i = 0; i < c->n; i++) {
        struct trial *t = &c->trial[i];
        if (t->refused[0] || t->n < t->wanted || !t->screen.suspect)
            continue;
        t->confirming = true;
        t->n = 0;
        t->wanted = decision_launches(&t->screen);
    }
}

static void decide_all(struct contest *c)
{
    for (size_t i = 0; i < c->n; i++) {
        struct trial *t = &c->trial[i];
        double m[DECISION_MOST];
        memcpy(m, t->m, t->n * sizeof *m);
        if (t->confirming) {
            t->decision = decision_confirm(m, t->n, t->wanted, t->screen.suspect, &c->rule);
        } else {
            t->decision = decision_summary(m, t->n);
            if (t->n < t->wanted)
                t->decision.verdict = DECISION_INCONCLUSIVE;
        }
    }
}

bool contest_run(struct contest *c, char *error, size_t error_size)
{
    for (size_t i = 0; i < c->n; i++)
        c->trial[i].wanted = DECISION_SCREEN;
    bool good = launch_stage(c, "screen", error, error_size);
    if (good) {
        screen_all(c);
        good = launch_stage(c, "screen", error, error_size);
    }
    if (good) {
        screen_all(c);
        confirm_suspects(c);
        good = launch_stage(c, "confirm", error, error_size);
    }
    decide_all(c);
    return good && !program_interrupted();
}

/* The verdict wants operands from all over the domain, the clock calm ones (against.h). */
static bool verify_one(struct contest *c, struct trial *t, char *error, size_t error_size)
{
    const struct against_subject *s = &t->of->subject;
    char why[PROCESS_WHY];
    if (!s->open(s->self, false)) {
        s->close(s->self);
        snprintf(error, error_size, "%s: out of memory", t->of->name);
        return false;
    }
    enum sides_result result = sides_verify(&c->sides, t->of, &t->worst, why);
    if (result == SIDES_REFUSED)
        snprintf(t->refused, sizeof t->refused, "%s", why);
    if (result == SIDES_FAILED)
        snprintf(error, error_size, "%s: %s", t->of->name, why);
    if (s->twice) {
        s->close(s->self);
        if (!s->open(s->self, true)) {
            s->close(s->self);
            snprintf(error, error_size, "%s: out of memory", t->of->name);
            return false;
        }
    }
    t->open = true;
    return result != SIDES_FAILED;
}

bool contest_open(struct contest *c, struct benchmarks *b, uint32_t seed, char *error, size_t error_size)
{
    c->start = clock_ns();
    rng_numpy_seed(&c->random, seed);
    c->trial = calloc(b->n, sizeof *c->trial);
    if (!c->trial) {
        snprintf(error, error_size, "out of memory");
        return false;
    }
    c->n = b->n;
    for (size_t i = 0; i < b->n; i++)
        c->trial[i].of = b->one[i];
    bool good = sides_start(&c->sides, &c->random, error, error_size);
    for (size_t i = 0; i < c->n && good && !program_interrupted(); i++) {
        progress("verify", i, c->n);
        good = verify_one(c, &c->trial[i], error, error_size);
    }
    sides_end(&c->sides);
    return good && !program_interrupted();
}

void contest_close(struct contest *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct against_subject *s = &c->trial[i].of->subject;
        if (c->trial[i].open)
            s->close(s->self);
    }
    free(c->trial);
    c->trial = NULL;
    c->n = 0;
}
