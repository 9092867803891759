/* SPDX-License-Identifier: MIT
 * against.c - asks the workers, one at a time. */
#include "against.h"

#include "measure/clock.h"
#include "program.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* "ok ID SETTING SETTING ...", or "no ID REASON". */
static void enter_settings(struct against *a, struct contender *c, unsigned id, const char *answer)
{
    size_t number = (size_t)(c - a->contenders->one);
    char copy[PROCESS_LINE], *rest = copy;
    unsigned got;
    int at = 0;
    if (sscanf(answer, "no %u %n", &got, &at) == 1 && at > 0 && got == id) {
        snprintf(a->refused[number], PROCESS_WHY, "%.150s", answer + at);
        return;
    }
    if (strncmp(answer, "error ", 6) == 0) {
        snprintf(a->refused[number], PROCESS_WHY, "%.150s", answer + 6);
        return;
    }
    if (sscanf(answer, "ok %u %n", &got, &at) != 1 || at == 0 || got != id) {
        contender_accuse(c, answer, "a case");
        return;
    }
    snprintf(copy, sizeof copy, "%s", answer + at);
    for (char *word; (word = strsep(&rest, " "));) {
        if (word[0] == '\0' || strlen(word) >= ENTRANT_SETTING || a->n == ENTRANTS)
            continue;
        struct entrant *e = &a->entrant[a->n++];
        *e = (struct entrant){.of = c, .ours = number == 0, .id = id};
        snprintf(e->setting, sizeof e->setting, "%s", word);
    }
}

/* Whether a contender sets the case up; `answer` says with what settings. */
static bool set_up(struct against *a, unsigned number, char *answer)
{
    char request[PROCESS_LINE];
    const char *impl = number == 0 && a->impl ? a->impl : "-";
    a->subject.request(a->subject.self, number, impl, a->threads, request, sizeof request);
    return contender_ask(&a->contenders->one[number], answer, "%s", request);
}

void against_enter(struct against *a)
{
    char answer[PROCESS_LINE];
    for (unsigned i = 0; i < a->contenders->n && !program_interrupted(); i++)
        if (set_up(a, i, answer))
            enter_settings(a, &a->contenders->one[i], i, answer);
}

static bool is_done(const char *answer, unsigned id)
{
    unsigned got;
    int at = 0;
    return sscanf(answer, "done %u%n", &got, &at) == 1 && got == id && answer[at] == '\0';
}

void against_judge(struct against *a)
{
    char answer[PROCESS_LINE];
    for (size_t i = 0; i < a->n && !program_interrupted(); i++) {
        struct entrant *e = &a->entrant[i];
        if (!contender_ask(e->of, answer, "fetch %u %s", e->id, e->setting) || !is_done(answer, e->id)) {
            if (e->of->process.pid)
                contender_accuse(e->of, answer, "fetch");
            a->subject.reset(a->subject.self);
            continue;
        }
        a->subject.judge(a->subject.self, e);
        e->judged = true;
    }
}

/* A slice, in the worker. It cannot have taken longer than it took us to wait for it. */
static double timed(void *self, uint64_t iterations)
{
    const struct entrant *e = self;
    char answer[PROCESS_LINE];
    unsigned id;
    int at = 0;
    double ns, start = clock_ns();
    if (!contender_ask(e->of, answer, "run %u %s %" PRIu64, e->id, e->setting, iterations))
        return NAN;
    double waited = clock_ns() - start;
    if (sscanf(answer, "time %u %lf%n", &id, &ns, &at) == 2 && answer[at] == '\0' && id == e->id && ns > 0 &&
        ns <= waited)
        return ns;
    contender_accuse(e->of, answer, "run");
    return NAN;
}

/* What the machine allows the case, measured between the contenders' slices. NULL: no memory. */
static struct limits *new_limits(const struct against *a, int *position)
{
    struct limits *l = calloc(1, sizeof *l);
    if (!l)
        return NULL;
    *position = limits_want(l, a->subject.demand, a->threads);
    if (limits_ready(l))
        return l;
    limits_free(l);
    free(l);
    return NULL;
}

static bool time_all(struct against *a, bool quick)
{
    struct slices_plan plan = slices_plan(quick, 1);
    size_t readings = plan.rounds * plan.slices, variants = 0;
    int position;
    struct limits *limits = new_limits(a, &position);
    if (!limits)
        return false;
    a->room = calloc(a->n + limits->loads + 1, (readings + plan.rounds) * sizeof *a->room);
    bool good = a->room != NULL;
    for (size_t i = 0; i < a->n && good; i++)
        if (a->entrant[i].judged && a->entrant[i].of->process.pid)
            a->variant[variants++] = (struct slices_variant){
                .timed = timed, .self = &a->entrant[i], .reading = a->room + i * (readings + plan.rounds)};
    if (good && variants > 0) {
        struct slices_variant *load = &a->variant[variants];
        double *room = a->room + a->n * (readings + plan.rounds);
        size_t loads = limits_variants(limits, load, room, readings);
        a->rounds = slices_measure(a->variant, variants + loads, &plan);
        limits_measured(limits, load, a->rounds, &plan, room + loads * readings);
        a->limit_ns = limits_of(limits, position, a->limited_by, sizeof a->limited_by);
    }
    for (size_t i = 0; i < variants && a->rounds > 0; i++) {
        struct entrant *e = a->variant[i].self;
        if (!e->of->process.pid)
            continue;
        e->round = a->variant[i].reading + readings;
        slices_rounds(&a->variant[i], a->rounds, &plan, e->round);
    }
    limits_free(limits);
    free(limits);
    return good;
}

/* Each contender that has the case: one of its entrants. */
static struct contender *next_contender(const struct against *a, size_t *i)
{
    for (; *i < a->n; ++*i)
        if (*i == 0 || a->entrant[*i].of != a->entrant[*i - 1].of)
            return a->entrant[(*i)++].of;
    return NULL;
}

void against_drop(struct against *a)
{
    char answer[PROCESS_LINE];
    struct contender *c;
    for (size_t i = 0; (c = next_contender(a, &i));) {
        unsigned id = (unsigned)(c - a->contenders->one);
        if (contender_ask(c, answer, "drop %u", id) && !is_done(answer, id))
            contender_accuse(c, answer, "drop");
    }
}

/* The same case again, with other operands, for those that had it. */
static void set_up_again(struct against *a)
{
    char answer[PROCESS_LINE];
    struct contender *c;
    for (size_t i = 0; (c = next_contender(a, &i));)
        if (set_up(a, (unsigned)(c - a->contenders->one), answer) && strncmp(answer, "ok ", 3) != 0)
            contender_accuse(c, answer, "a case that it had");
}

/* On the operands that are timed; what was found before was over the whole domain. */
static void judge_again(struct against *a)
{
    for (size_t i = 0; i < a->n; i++) {
        a->entrant[i].whole = a->entrant[i].worst;
        a->entrant[i].judged = false;
    }
    against_judge(a);
}

bool against_measure(struct against *a, bool quick)
{
    const struct against_subject *s = &a->subject;
    bool good = s->open(s->self, false);
    if (good) {
        against_enter(a);
        against_judge(a);
    }
    if (good && s->twice) {
        against_drop(a);
        s->close(s->self);
        good = s->open(s->self, true);
        if (good)
            set_up_again(a);
        if (good && s->both)
            judge_again(a);
    }
    good = good && time_all(a, quick);
    if (good)
        against_drop(a);
    s->close(s->self);
    return good;
}

void against_close(struct against *a)
{
    free(a->room);
    a->room = NULL;
}

struct statistics against_ratio(const struct entrant *ours, const struct entrant *peer, size_t rounds, double *sample)
{
    for (size_t i = 0; i < rounds; i++)
        sample[i] = peer->round[i] / ours->round[i];
    return statistics_of(sample, rounds, 0.95);
}
