/* SPDX-License-Identifier: MIT
 * check_core.c - the double before the last rounding of the correctly rounded functions (a row's core), for one float
 * in each of 2^24 equal stretches of the floats: within 2^-42 of the reference. That is the premise on which the hard
 * list (check_hard.c) stands for all 2^32 floats. Where the nearest float is 0, infinite or 1 in size whatever the
 * double's last digits are, the core need not follow the function further: there the rounded value is compared. */
#include "case.h"
#include "checks.h"
#include "compare.h"
#include "fill.h"
#include "oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STRETCH = 1 << 8, BLOCK = 1 << 14, BLOCKS = 1 << 10, SAMPLES = 1 << 24 };

_Static_assert(BLOCK *BLOCKS == SAMPLES && (uint64_t)SAMPLES * STRETCH == (uint64_t)1 << 32, "every stretch once");

struct block {
    int32_t pick[BLOCK]; /* which float of its stretch */
    float x[BLOCK];
    double in[BLOCK], got[BLOCK], want[BLOCK], scale[BLOCK];
};

/* What the blocks of a chunk came to. */
struct tally {
    uint64_t wrong;
    float x; /* the first wrong one */
    double got, want, worst;
    bool memory; /* there was some */
};

struct survey {
    const struct gradus_op *op;
    ref_function *reference;
    uint64_t seed;
    struct tally tally[BLOCKS];
};

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return op->core != NULL;
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    (void)op;
    return 1;
}

static bool saturated(double y)
{
    float f = fabsf((float)y);
    return f == 0 || f == 1 || isinf(f);
}

static bool follows(double got, double want)
{
    if (fabs(got - want) <= 0x1p-42 * fabs(want))
        return true;
    return (saturated(want) || isnan(want)) && compare_same_bits((float)got, (double)(float)want);
}

static void examine_block(const struct survey *s, struct block *b, size_t number, struct tally *t)
{
    const size_t n = BLOCK;
    struct ref_call ref = {.dim = &n, .t = 1};
    fill_labels(b->pick, n, STRETCH, s->seed + number);
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = (uint32_t)((number * BLOCK + i) * STRETCH) + (uint32_t)b->pick[i];
        memcpy(&b->x[i], &bits, sizeof bits);
        b->x[i] = isnan(b->x[i]) ? INFINITY : b->x[i];
        b->in[i] = (double)b->x[i];
    }
    ref.in[0] = b->in;
    ref.want[1] = b->want;
    ref.scale[1] = b->scale;
    s->op->core(b->x, b->got, n);
    s->reference(&ref);
    for (size_t i = 0; i < n; i++) {
        double error = fabs(b->got[i] - b->want[i]) / fabs(b->want[i]);
        t->worst = !saturated(b->want[i]) && error > t->worst ? error : t->worst;
        if (!follows(b->got[i], b->want[i]) && t->wrong++ == 0) {
            t->x = b->x[i];
            t->got = b->got[i];
            t->want = b->want[i];
        }
    }
}

/* A "kernel" over the blocks: the library's own walk shares them among threads. */
static void examine(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct survey *s = a->p[0];
    struct block *room = malloc(sizeof *room);
    for (size_t i = lo; i < hi; i++) {
        s->tally[i] = (struct tally){.memory = room != NULL};
        if (room)
            examine_block(s, room, i, &s->tally[i]);
    }
    free(room);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    struct survey *s = calloc(1, sizeof *s);
    struct tally sum = {.memory = s != NULL};
    if (s) {
        *s = (struct survey){.op = op, .reference = oracle_find(op->name), .seed = v->options->seed};
        struct gradus_call call = {.pass = {{examine, BLOCKS, 1, BLOCKS}}, .a = {.p = {s}}};
        struct gradus_team team = {.threads = v->options->threads ? v->options->threads : gradus_processors()};
        gradus_run(&call, 1, &team);
        for (size_t i = 0; i < BLOCKS; i++) {
            const struct tally *t = &s->tally[i];
            if (sum.wrong == 0 && t->wrong > 0) {
                sum.x = t->x;
                sum.got = t->got;
                sum.want = t->want;
            }
            sum.wrong += t->wrong;
            sum.memory &= t->memory;
            sum.worst = fmax(sum.worst, t->worst);
        }
    }
    verify_note(v, sum.worst, 0x1p-42, "%s: 2^%.1f of the value", op->name, log2(sum.worst));
    verify_expect(v, sum.memory && sum.wrong == 0,
                  "%llu of %d doubles are farther than 2^-42 from the reference's, such as x = %a: got %a want %a",
                  (unsigned long long)sum.wrong, SAMPLES, (double)sum.x, sum.got, sum.want);
    free(s);
}

const struct check check_core = {
    .name = "core",
    .about = "the doubles before the last rounding, for 2^24 floats, to 2^-42",
    .applies = applies,
    .expected = expected,
    .run = run,
};
