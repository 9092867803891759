/* SPDX-License-Identifier: MIT
 * check_exhaustive.c - every one of the 2^32 floats through a function of one: the result must be the nearest float to
 * the exact value. The reference's double decides wherever all reals within 2^-42 of it round alike (it is good to a
 * few 2^-53, so this premise has 10 bits to spare); MPFR decides the few thousand that are left. Run only when asked
 * for by name: about a minute a function. */
#include "case.h"
#include "checks.h"
#include "compare.h"
#include "oracle.h"
#include "oracle/truth.h"
#include "program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 16, BLOCKS = 1 << 16, SLICE = 256 };

/* What a block of consecutive bit patterns came to. */
struct tally {
    uint64_t wrong, undecided;
    float x, got, want; /* the first wrong one */
    bool memory;        /* there was some */
};

struct survey {
    const struct gradus_op *op;
    const struct gradus_impl *impl;
    ref_function *reference;
    truth_function *truth;
    double hyper[GRADUS_HYPERS];
    bool whole;   /* not only the operand's domain: all floats */
    size_t first; /* block of this slice */
    struct tally tally[SLICE];
};

struct room {
    float x[BLOCK], y[BLOCK];
    double in[BLOCK], want[BLOCK], scale[BLOCK];
};

static bool is_function(const struct gradus_op *op)
{
    return gradus_operands(op) == 2 && truth_of(op->name) && check_elementwise(op, false);
}

/* Only on demand: "all checks" is what a commit can afford. */
static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    return options->check && strstr(options->check, "exhaustive") && is_function(op);
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op);
}

static bool alike(float a, float b)
{
    return compare_same_bits(a, (double)b);
}

/* The nearest float to f(x). */
static float nearest(const struct survey *s, double x)
{
    mpfr_t in, out;
    mpfr_init2(in, TRUTH_BITS);
    mpfr_init2(out, TRUTH_BITS);
    mpfr_set_d(in, x, MPFR_RNDN);
    s->truth(out, in, s->hyper[0]);
    float value = mpfr_get_flt(out, MPFR_RNDN);
    mpfr_clear(in);
    mpfr_clear(out);
    return value;
}

static void judge_one(const struct survey *s, struct tally *t, float x, float got, double want)
{
    float low = (float)(want * (1 - 0x1p-42)), high = (float)(want * (1 + 0x1p-42)), right = low;
    if (!alike(low, high)) {
        t->undecided++;
        right = nearest(s, (double)x);
    }
    if (alike(got, right))
        return;
    if (t->wrong++ == 0) {
        t->x = x;
        t->got = got;
        t->want = right;
    }
}

static void examine_block(const struct survey *s, struct room *room, uint32_t block, struct tally *t)
{
    const struct gradus_operand *input = &s->op->operand[0];
    const size_t n = BLOCK;
    struct gradus_args args = {.p = {room->x, room->y}, .dim = {n}, .chunk = n, .parts = 1};
    struct ref_call ref = {.dim = &n, .hyper = s->hyper, .t = 1};
    for (uint32_t i = 0; i < BLOCK; i++) {
        uint32_t bits = block * BLOCK + i;
        memcpy(&room->x[i], &bits, sizeof bits);
        room->in[i] = (double)room->x[i];
    }
    memcpy(args.k, s->hyper, sizeof s->hyper);
    ref.in[0] = room->in;
    ref.want[1] = room->want;
    ref.scale[1] = room->scale;
    s->impl->pass[0].run(&args, 0, n);
    s->reference(&ref);
    for (size_t i = 0; i < n; i++)
        if (s->whole || (room->in[i] >= input->lo && room->in[i] <= input->hi))
            judge_one(s, t, room->x[i], room->y[i], room->want[i]);
}

/* A "kernel" over the blocks of a slice: the library's own walk is what shares them among threads. */
static void examine(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct survey *s = a->p[0];
    struct room *room = malloc(sizeof *room);
    for (size_t i = lo; i < hi; i++) {
        s->tally[i] = (struct tally){.memory = room != NULL};
        if (room)
            examine_block(s, room, (uint32_t)(s->first + i), &s->tally[i]);
    }
    free(room);
    mpfr_free_cache();
}

static void add(struct tally *sum, const struct tally *one)
{
    if (sum->wrong == 0 && one->wrong > 0) {
        sum->x = one->x;
        sum->got = one->got;
        sum->want = one->want;
    }
    sum->wrong += one->wrong;
    sum->undecided += one->undecided;
    sum->memory &= one->memory;
}

static void run_impl(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl)
{
    struct tally sum = {.memory = true};
    struct survey *s = calloc(1, sizeof *s);
    if (!s) {
        verify_expect(v, false, "no memory");
        return;
    }
    /* A derivative from y is promised on the function's range alone: beyond 2^30, y (1 - y) exceeds a double's bits. */
    *s = (struct survey){.op = op, .impl = impl, .whole = strcmp(op->operand[0].name, "y") != 0};
    s->reference = oracle_find(op->name);
    s->truth = truth_of(op->name);
    for (int i = 0; i < gradus_hypers(op); i++)
        s->hyper[i] = op->hyper[i].value;
    struct gradus_call call = {.pass = {{examine, SLICE, 1, SLICE}}, .a = {.p = {s}}};
    struct gradus_team team = {.threads = v->options->threads ? v->options->threads : gradus_processors()};
    for (s->first = 0; s->first < BLOCKS && !program_interrupted(); s->first += SLICE) {
        gradus_run(&call, 1, &team);
        for (int i = 0; i < SLICE; i++)
            add(&sum, &s->tally[i]);
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "\r\033[Kexhaustive %s %.0f %%", op->name, 100.0 * (double)(s->first + SLICE) / BLOCKS);
    }
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
    if (program_interrupted()) {
        free(s);
        return;
    }
    verify_note(v, 0, 1, "%s: MPFR decided %llu", op->name, (unsigned long long)sum.undecided);
    verify_expect(v, sum.memory && sum.wrong == 0,
                  "%s: %llu of 2^32 floats misrounded, such as x = %a: got %a want %a   verify --op %s --check "
                  "exhaustive --impl %s",
                  impl->name, (unsigned long long)sum.wrong, (double)sum.x, (double)sum.got, (double)sum.want, op->name,
                  impl->name);
    free(s);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        if (verify_wants(v->options, &op->impl[k]))
            run_impl(v, op, &op->impl[k]);
}

const struct check check_exhaustive = {
    .name = "exhaustive",
    .about = "the nearest float for all 2^32 inputs of a function of one (only by name: minutes)",
    .applies = applies,
    .expected = expected,
    .run = run,
};
