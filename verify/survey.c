/* SPDX-License-Identifier: MIT
 * survey.c - results against the truth (survey_truth.c), slice by slice. */
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

enum { BLOCK = SURVEY_BLOCK, SLICE = 64 }; /* blocks of a slice */

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
    struct survey_block truth;
    float y[BLOCK];
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

/* A result that is not the nearest float: how bad is it? */
static void judge_one(const struct survey *s, struct survey_sum *sum, const struct survey_block *b, size_t i, float got)
{
    const float x = b->x[i];
    double ulp = compare_ulps(got, b->nearest[i], b->want[i]);
    double beyond = isfinite(ulp) ? compare_error(got, b->want[i], b->scale[i], false) : INFINITY;
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
        sum->want = b->nearest[i];
    }
}

static void examine_block(const struct survey *s, struct room *room, uint64_t block, struct part *p)
{
    const struct survey_block *b = &room->truth;
    p->memory &= survey_truth(s, block * BLOCK, &room->truth, &p->hard);
    struct gradus_args args = {.p = {room->truth.x, room->y}, .dim = {b->n}, .chunk = b->n, .parts = 1};
    struct digest outputs;
    memcpy(args.k, s->hyper, sizeof s->hyper);
    s->impl->pass[0].run(&args, 0, b->n);
    for (size_t i = 0; i < b->n; i++)
        if (memcmp(&room->y[i], &b->nearest[i], sizeof room->y[i]) != 0 && !compare_alike(room->y[i], b->nearest[i]) &&
            survey_promised(s, b->x[i]))
            judge_one(s, &p->sum, b, i, room->y[i]);
    digest_start(&outputs);
    digest_floats(&outputs, room->y, b->n);
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
