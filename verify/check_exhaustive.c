/* SPDX-License-Identifier: MIT
 * check_exhaustive.c - every one of the 2^32 floats through a function of one: the result must be the nearest float to
 * the exact value. The reference's double decides wherever all reals within 2^-42 of it round alike (it is good to a
 * few 2^-53, so this premise has 10 bits to spare); MPFR decides the few thousand that are left. Run only when asked
 * for by name: about fifteen seconds a function on two cores. */
#include "atomic_file.h"
#include "case.h"
#include "checks.h"
#include "compare.h"
#include "oracle.h"
#include "oracle/truth.h"
#include "program.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK = 1 << 16, BLOCKS = 1 << 16, SLICE = 256 };

/* What a block of consecutive bit patterns came to. */
struct tally {
    uint64_t wrong;
    float x, got, want; /* the first wrong one */
    float *hard;        /* those closer than HARD to where the rounding turns */
    size_t hards;
    bool memory; /* there was some */
};

/* The kernels' doubles are good to 2^-50 (exact.h): what is farther from a turn than this cannot be misrounded. */
static const double HARD = 0x1p-45;

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

static void remember(struct tally *t, float x)
{
    float *more = realloc(t->hard, (t->hards + 1) * sizeof *more);
    t->memory &= more != NULL;
    if (!more)
        return;
    t->hard = more;
    t->hard[t->hards++] = x;
}

static void judge_one(const struct survey *s, struct tally *t, float x, float got, double want)
{
    float low = (float)(want * (1 - 0x1p-42)), high = (float)(want * (1 + 0x1p-42)), right = low;
    if (!alike(low, high)) {
        right = truth_nearest(s->truth, (double)x, s->hyper[0]);
        if (!alike((float)(want * (1 - HARD)), (float)(want * (1 + HARD))))
            remember(t, x);
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
    sum->memory &= one->memory;
}

/* Appends a block's hard inputs to the list; frees them. */
static void write_hard(FILE *list, struct tally *t)
{
    for (size_t i = 0; list && i < t->hards; i++)
        fprintf(list, "%a\n", (double)t->hard[i]);
    free(t->hard);
    t->hard = NULL;
}

/* The list that --hard asks for; a row that promises the reference's bits needs none. */
static bool open_list(struct verify *v, const struct survey *s, struct atomic_file *list)
{
    char path[PATH_MAX], error[PATH_MAX + 200];
    *list = (struct atomic_file){0};
    if (!v->options->hard || strcmp(s->impl->ulp, "0") == 0)
        return true;
    snprintf(path, sizeof path, "%s/%s.csv", v->options->hard, s->op->name);
    if (!atomic_file_open(list, path, error, sizeof error))
        return verify_expect(v, false, "%s", error);
    fprintf(list->stream, "%s\n", s->op->operand[0].name);
    return true;
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
    struct atomic_file list;
    char error[PATH_MAX + 200] = "";
    if (!open_list(v, s, &list)) {
        free(s);
        return;
    }
    for (s->first = 0; s->first < BLOCKS && !program_interrupted(); s->first += SLICE) {
        gradus_run(&call, 1, &team);
        for (int i = 0; i < SLICE; i++) {
            add(&sum, &s->tally[i]);
            write_hard(list.stream, &s->tally[i]);
        }
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "\r\033[Kexhaustive %s %.0f %%", op->name, 100.0 * (double)(s->first + SLICE) / BLOCKS);
    }
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
    if (program_interrupted()) {
        atomic_file_abandon(&list);
        free(s);
        return;
    }
    bool written = !list.stream || atomic_file_commit(&list, error, sizeof error);
    verify_expect(v, sum.memory && written && sum.wrong == 0,
                  "%s: %s%llu of 2^32 floats misrounded, such as x = %a: got %a want %a   verify --op %s --check "
                  "exhaustive --impl %s",
                  impl->name, error, (unsigned long long)sum.wrong, (double)sum.x, (double)sum.got, (double)sum.want,
                  op->name, impl->name);
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
