/* SPDX-License-Identifier: MIT
 * sides.c - two workers, one launch. */
#include "sides.h"

#include "measure/clock.h"
#include "program.h"
#include "words.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const SIDE[PAIR_SIDES] = {"base", "candidate"};

enum { PADDING = 4095 };

/* Like exec's own complaint, but before there is a process. */
static bool start_one(struct sides *s, int side, char *error, size_t error_size)
{
    struct contender *c = &s->worker[side];
    char *argv[] = {(char *)(uintptr_t)s->path[side], "worker", s->isa ? "--isa" : NULL, (char *)(uintptr_t)s->isa,
                    NULL};
    *c = (struct contender){.seconds = s->seconds};
    snprintf(c->name, sizeof c->name, "%s", SIDE[side]);
    if (access(argv[0], X_OK) != 0)
        snprintf(c->why, sizeof c->why, "is no program that can be run");
    else if (contender_start(c, argv))
        return true;
    snprintf(error, error_size, "%s %s %s", SIDE[side], words_quote(s->path[side]).text, c->why);
    return false;
}

bool sides_start(struct sides *s, struct rng_numpy *random, char *error, size_t error_size)
{
    char padding[PADDING + 1];
    size_t n = rng_numpy_interval(random, PADDING);
    int first = (int)rng_numpy_interval(random, 1);
    memset(padding, 'x', n);
    padding[n] = '\0';
    setenv("GRADUS_PADDING", padding, 1);
    setenv("OMP_PROC_BIND", "true", 0);
    bool good = start_one(s, first, error, error_size) && start_one(s, !first, error, error_size);
    unsetenv("GRADUS_PADDING");
    return good;
}

void sides_end(struct sides *s)
{
    for (int side = 0; side < PAIR_SIDES; side++)
        process_end(&s->worker[side].process);
}

static enum sides_result failed(const struct contender *c, char *why)
{
    snprintf(why, PROCESS_WHY, "%.40s %.150s", c->name, c->why);
    return SIDES_FAILED;
}

/* The case, with the first setting that it has. */
static enum sides_result set_up(struct contender *c, const struct benchmark *b, char *setting, char *why)
{
    char request[PROCESS_LINE], answer[PROCESS_LINE];
    int at = 0;
    b->subject.request(b->subject.self, 0, b->impl ? b->impl : "-", b->threads, request, sizeof request);
    if (!contender_ask(c, answer, "%s", request))
        return failed(c, why);
    if (sscanf(answer, "ok 0 %39s", setting) == 1)
        return SIDES_MEASURED;
    if ((sscanf(answer, "no 0 %n", &at) == 0 && at > 0) || (sscanf(answer, "error %n", &at) == 0 && at > 0)) {
        snprintf(why, PROCESS_WHY, "%.40s: %.140s", c->name, answer + at);
        return SIDES_REFUSED;
    }
    contender_accuse(c, answer, "a case");
    return failed(c, why);
}

static bool asks_done(struct contender *c, const char *request)
{
    char answer[PROCESS_LINE];
    if (!contender_ask(c, answer, "%s", request))
        return false;
    if (strcmp(answer, "done 0") != 0)
        contender_accuse(c, answer, request);
    return c->process.pid != 0;
}

struct timing_sides {
    struct sides *s;
    char setting[PAIR_SIDES][ENTRANT_SETTING];
};

static double slice(void *self, int side, uint64_t iterations)
{
    struct timing_sides *t = self;
    struct contender *c = &t->s->worker[side];
    char answer[PROCESS_LINE];
    int at = 0;
    double ns, start = clock_ns();
    if (program_interrupted() || !contender_ask(c, answer, "run 0 %s %" PRIu64, t->setting[side], iterations))
        return NAN;
    if (sscanf(answer, "time 0 %lf%n", &ns, &at) == 1 && answer[at] == '\0' && ns > 0 && ns <= clock_ns() - start)
        return ns;
    contender_accuse(c, answer, "run");
    return NAN;
}

enum sides_result sides_launch(struct sides *s, const struct benchmark *b, struct rng_numpy *random,
                               struct pair_launch *launch, char *why)
{
    struct timing_sides t = {.s = s};
    enum sides_result result[PAIR_SIDES];
    int first = (int)rng_numpy_interval(random, 1);
    for (int i = 0; i < PAIR_SIDES; i++) {
        int side = i == 0 ? first : !first;
        result[side] = set_up(&s->worker[side], b, t.setting[side], why);
        if (result[side] == SIDES_FAILED)
            return SIDES_FAILED;
    }
    bool both = result[0] == SIDES_MEASURED && result[1] == SIDES_MEASURED;
    bool good = !both || pair_measure(&pair_standard, slice, &t, random, launch);
    for (int side = 0; side < PAIR_SIDES && good; side++)
        good = result[side] != SIDES_MEASURED || asks_done(&s->worker[side], "drop 0");
    if (good)
        return both ? SIDES_MEASURED : SIDES_REFUSED;
    for (int side = 0; side < PAIR_SIDES; side++)
        if (!s->worker[side].process.pid)
            return failed(&s->worker[side], why);
    snprintf(why, PROCESS_WHY, "interrupted");
    return SIDES_FAILED;
}

enum sides_result sides_verify(struct sides *s, struct benchmark *b, struct judge_worst *worst, char *why)
{
    struct contender *c = &s->worker[PAIR_CANDIDATE];
    struct entrant e = {.of = c, .ours = true};
    char fetch[ENTRANT_SETTING + 16];
    enum sides_result result = set_up(c, b, e.setting, why);
    if (result != SIDES_MEASURED)
        return result;
    snprintf(fetch, sizeof fetch, "fetch 0 %s", e.setting);
    if (!asks_done(c, fetch))
        return failed(c, why);
    b->subject.judge(b->subject.self, &e);
    *worst = e.worst;
    return asks_done(c, "drop 0") ? SIDES_MEASURED : failed(c, why);
}
