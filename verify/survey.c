/* SPDX-License-Identifier: MIT
 * survey.c - the reference's double decides wherever all reals within 2^-42 of it round alike (it is good to a few
 * 2^-53, so this premise has 10 bits to spare); MPFR decides the few thousand that are left, or, where asked, all. */
#include "survey.h"

#include "case.h"
#include "checks.h"
#include "compare.h"
#include "digest.h"
#include "oracle.h"
#include "program.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 1 << 16, SLICE = 64 }; /* inputs of a block, blocks of a slice */

static const uint64_t FLOATS = UINT64_C(1) << 32;

/* One block. */
struct part {
    struct survey_sum sum;
    struct survey_hard hard;
    bool done, memory;
};

struct work {
    const struct survey *s;
    uint64_t first; /* block */
    struct part part[SLICE];
};

struct room {
    float x[BLOCK], y[BLOCK];
    double in[BLOCK], want[BLOCK], scale[BLOCK];
    bool settled[BLOCK];
};

bool survey_applies(const struct gradus_op *op)
{
    return gradus_operands(op) == 2 && truth_of(op->name) && check_elementwise(op, false);
}

void survey_start(struct survey *s)
{
    s->reference = oracle_find(s->op->name);
    s->truth = truth_of(s->op->name);
    for (int i = 0; i < gradus_hypers(s->op); i++)
        s->hyper[i] = s->op->hyper[i].value;
    s->bound = judge_bound(s->op, s->impl, (const size_t[GRADUS_AXES]){1});
    s->nearest = judge_promises_nearest(s->bound);
    /* A derivative from y is promised on the function's range alone: beyond 2^30, y (1 - y) exceeds a double's bits. */
    s->whole = strcmp(s->op->operand[0].name, "y") != 0;
    s->inputs = (FLOATS - 1) / s->every + 1;
    s->slices = ((s->inputs - 1) / BLOCK) / SLICE + 1;
}

bool survey_hard_add(struct survey_hard *hard, float x)
{
    if (hard->n == hard->room) {
        size_t room = hard->room ? 2 * hard->room : 64;
        float *more = realloc(hard->x, room * sizeof *more);
        if (!more)
            return false;
        hard->x = more;
        hard->room = room;
    }
    hard->x[hard->n++] = x;
    return true;
}

void survey_hard_free(struct survey_hard *hard)
{
    free(hard->x);
    *hard = (struct survey_hard){0};
}

static bool alike(float a, float b)
{
    return compare_same_bits(a, (double)b);
}

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static float below(double want)
{
    return (float)(want * (1 - 0x1p-42));
}

static float above(double want)
{
    return (float)(want * (1 + 0x1p-42));
}

/* The usual case, for all inputs at once: the double decides, and the result is the nearest float. */
static void settle(const struct room *room, size_t n, bool *settled)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t low = bits_of(below(room->want[i])), high = bits_of(above(room->want[i]));
        settled[i] = ((low ^ high) | (low ^ bits_of(room->y[i]))) == 0;
    }
}

/* The nearest float to the exact value; *want becomes that value where MPFR was asked. */
static float decide(const struct survey *s, struct part *p, float x, double *want)
{
    float nearest = below(*want);
    bool undecided = !alike(nearest, above(*want));
    if (undecided)
        p->memory &= survey_hard_add(&p->hard, x);
    if (undecided || s->mpfr)
        *want = truth_value(s->truth, (double)x, s->hyper[0], &nearest);
    return nearest;
}

/* A result that is not the nearest float: how bad is it? Classes and signs are right or wrong, never nearly right. */
static void judge_one(const struct survey *s, struct part *p, float x, float got, float nearest, double want,
                      double scale)
{
    struct survey_sum *sum = &p->sum;
    bool class = isfinite(got) && isfinite(nearest) && !signbit(got) == !signbit(nearest);
    double ulp = class ? fabs(got - want) / compare_ulp(want) : INFINITY;
    double beyond = class ? compare_error(got, want, scale, false) : INFINITY;
    sum->misrounded++;
    if (ulp > sum->ulp) {
        sum->ulp = ulp;
        sum->ulp_x = x;
    }
    if (beyond > sum->beyond) {
        sum->beyond = beyond;
        sum->beyond_x = x;
    }
    if (!s->nearest && beyond <= s->bound)
        return;
    if (sum->wrong++ == 0) {
        sum->x = x;
        sum->got = got;
        sum->want = nearest;
    }
}

/* Input number j: one of the `every` floats from j * every on, in the order of their bits. */
static float input(const struct survey *s, uint64_t j)
{
    uint64_t from = j * s->every, among = FLOATS - from < s->every ? FLOATS - from : s->every;
    uint32_t bits = (uint32_t)(from + (among > 1 ? digest_join(s->seed, j) % among : 0));
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

static void examine_block(const struct survey *s, struct room *room, uint64_t block, struct part *p)
{
    const struct gradus_operand *operand = &s->op->operand[0];
    const uint64_t from = block * BLOCK;
    const size_t n = from >= s->inputs ? 0 : s->inputs - from < BLOCK ? (size_t)(s->inputs - from) : BLOCK;
    struct gradus_args args = {.p = {room->x, room->y}, .dim = {n}, .chunk = n, .parts = 1};
    struct ref_call ref = {.dim = &n, .hyper = s->hyper, .t = 1};
    struct digest outputs;
    for (size_t i = 0; i < n; i++) {
        room->x[i] = input(s, from + i);
        room->in[i] = (double)room->x[i];
    }
    memcpy(args.k, s->hyper, sizeof s->hyper);
    ref.in[0] = room->in;
    ref.want[1] = room->want;
    ref.scale[1] = room->scale;
    s->impl->pass[0].run(&args, 0, n);
    s->reference(&ref);
    settle(room, n, room->settled);
    for (size_t i = 0; i < n; i++) {
        if (room->settled[i] && !s->mpfr)
            continue;
        if (!s->whole && !(room->in[i] >= operand->lo && room->in[i] <= operand->hi))
            continue;
        float nearest = decide(s, p, room->x[i], &room->want[i]);
        if (!alike(room->y[i], nearest))
            judge_one(s, p, room->x[i], room->y[i], nearest, room->want[i], room->scale[i]);
    }
    digest_start(&outputs);
    digest_floats(&outputs, room->y, n);
    p->sum.outputs = digest_end(&outputs);
}

/* A "kernel" over the blocks of a slice: the library's own walk is what shares them among threads. */
static void examine(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct work *w = a->p[0];
    struct room *room = malloc(sizeof *room);
    for (size_t i = lo; i < hi; i++) {
        struct part *p = &w->part[i];
        p->memory = room != NULL;
        p->done = room && !program_interrupted();
        if (p->done)
            examine_block(w->s, room, w->first + i, p);
    }
    free(room);
    mpfr_free_cache();
}

static void add(struct survey_sum *sum, const struct survey_sum *one)
{
    if (sum->wrong == 0 && one->wrong > 0) {
        sum->x = one->x;
        sum->got = one->got;
        sum->want = one->want;
    }
    if (one->ulp > sum->ulp) {
        sum->ulp = one->ulp;
        sum->ulp_x = one->ulp_x;
    }
    if (one->beyond > sum->beyond) {
        sum->beyond = one->beyond;
        sum->beyond_x = one->beyond_x;
    }
    sum->misrounded += one->misrounded;
    sum->wrong += one->wrong;
    sum->outputs = digest_join(sum->outputs, one->outputs);
}

bool survey_slice(const struct survey *s, struct survey_sum *sum, struct survey_hard *hard)
{
    bool done = true, memory = true;
    struct work *w = calloc(1, sizeof *w);
    errno = ENOMEM;
    if (!w)
        return false;
    w->s = s;
    w->first = sum->slices * SLICE;
    struct gradus_call call = {.pass = {{examine, SLICE, 1, SLICE}}, .a = {.p = {w}}};
    gradus_run(&call, 1, &(struct gradus_team){.threads = s->threads});
    for (int i = 0; i < SLICE; i++) {
        done &= w->part[i].done;
        memory &= w->part[i].memory;
    }
    for (int i = 0; i < SLICE; i++) {
        if (done && memory)
            add(sum, &w->part[i].sum);
        for (size_t j = 0; done && memory && j < w->part[i].hard.n; j++)
            memory = survey_hard_add(hard, w->part[i].hard.x[j]);
        survey_hard_free(&w->part[i].hard);
    }
    free(w);
    errno = memory ? 0 : ENOMEM;
    sum->slices += done && memory;
    return done && memory;
}
