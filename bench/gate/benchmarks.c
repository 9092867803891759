/* SPDX-License-Identifier: MIT
 * benchmarks.c - the standard set, and how options become benchmarks. */
#include "benchmarks.h"

#include "notation.h"
#include "pair.h"
#include "program.h"
#include "selection.h"
#include "suggest.h"
#include "words.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum tag { SMOKE = 1, CI = 2, FULL = 4, ALL = SMOKE | CI | FULL, MOST = CI | FULL };

static const struct {
    const char *name;
    enum tag tag;
} TAGS[] = {{"smoke", SMOKE}, {"ci", CI}, {"full", FULL}};

enum { TAGS_KNOWN = sizeof TAGS / sizeof *TAGS };

/* Options, as on a command line. One of every kind: bound by doubles, by float32, by a cache, by memory, by a team;
 * large steps and such as take no longer than a call. */
static const struct standard {
    enum tag tags;
    const char *op, *shape, *impl, *threads;
    const char *model, *optimizer, *batch;
} STANDARD[] = {
    {ALL, "sigmoid", "n=65536", "exact", "1"},
    {MOST, "sigmoid", "n=65536", "fast", "1"},
    {MOST, "exp", "n=4096", "exact", "1"},
    {MOST, "exp", "n=1048576", "fast", "max"},
    {MOST, "tanh", "n=65536", "exact", "1"},
    {MOST, "softplus", "n=65536", "exact", "1"},
    {MOST, "log", "n=65536", "exact", "1"},
    {MOST, "relu", "n=65536", "exact", "1"},
    {MOST, "softmax", "32x10", "exact", "1"},
    {MOST, "softmax", "1024x1000", "fast", "max"},
    {MOST, "softmax_cross_entropy", "32x10", "exact", "1"},
    {MOST, "mse", "n=320", "exact", "1"},
    {ALL, "matmul", "32x784x128", NULL, "1,max"},
    {MOST, "matmul", "128x128x128", NULL, "1"},
    {MOST, "matmul_dw", "32x784x128", NULL, "1"},
    {MOST, "matmul_dx", "32x784x128", NULL, "1"},
    {MOST, "sgd", "n=1048576", "fast", "max"},
    {MOST, "sgdm", "n=65536", "exact", "1"},
    {MOST, "adagrad", "n=65536", "fast", "1"},
    {MOST, "rmsprop", "n=65536", "exact", "1"},
    {MOST, "rmsprop", "n=1048576", "fast", "max"},
    {MOST, "adam", "n=65536", "exact", "1"},
    {MOST, "adam", "n=1048576", "fast", "1,max"},
    {ALL, .model = "iris", .optimizer = "rmsprop", .batch = "32", .threads = "1"},
    {MOST, .model = "iris", .optimizer = "sgd,sgdm,adagrad,adam", .batch = "32", .threads = "1"},
    {MOST, .model = "iris", .optimizer = "rmsprop", .batch = "1,120", .threads = "1"},
    {MOST, .model = "dot", .optimizer = "sgd,adam", .batch = "32", .threads = "1"},
    {MOST, .model = "yogurt", .optimizer = "sgd", .batch = "32", .threads = "1"},
    {MOST, .model = "mlp:784-128-10", .optimizer = "sgd,adam", .batch = "32", .threads = "1,max"},
    {FULL, .op = "*", .threads = "1,max"},
    {FULL, .model = "mlp:784-1024-1024-10", .optimizer = "all", .batch = "32,128", .threads = "1,max"},
};

static const char NO_ROOM[] = "too many benchmarks, or no memory for them";

enum { STANDARDS = sizeof STANDARD / sizeof *STANDARD };

static int fail(int status, char *error, size_t error_size, const char *text)
{
    snprintf(error, error_size, "%s", text);
    return status;
}

/* Whether a benchmark of that name is asked for, and not there yet. */
static bool wanted(const struct benchmarks *b, const struct arguments *o, const char *name)
{
    for (size_t i = 0; i < b->n; i++)
        if (strcmp(b->one[i]->name, name) == 0)
            return false;
    return !o->filter || fnmatch(o->filter, name, 0) == 0;
}

/* NULL: no memory, or no room. */
static struct benchmark *add(struct benchmarks *b, const char *name, const char *impl, int threads)
{
    struct benchmark *one = b->n < BENCHMARKS ? calloc(1, sizeof *one) : NULL;
    if (!one)
        return NULL;
    snprintf(one->name, sizeof one->name, "%s", name);
    one->impl = impl;
    one->threads = threads;
    return b->one[b->n++] = one;
}

static bool add_row(struct benchmarks *b, const struct arguments *o, const struct selected *s, int threads)
{
    char name[BENCHMARK_NAME], shape[64];
    notation_shape_text(s->op, s->dim, shape, sizeof shape);
    snprintf(name, sizeof name, "op/%s/%s/%s/t%d", s->op->name, s->impl->name, shape, threads);
    if (!wanted(b, o, name))
        return true;
    struct benchmark *one = add(b, name, s->impl->name, threads);
    if (!one)
        return false;
    one->row.spec = (struct case_spec){.op = s->op, .impl = s->impl, .seed = 1, .step = 1};
    memcpy(one->row.spec.dim, s->dim, sizeof s->dim);
    for (int i = 0; i < gradus_hypers(s->op); i++)
        one->row.spec.hyper[i] = s->op->hyper[i].value;
    one->subject = subject_row(&one->row);
    return true;
}

/* Without --impl, the implementation that would be taken by itself. */
static int add_rows(struct benchmarks *b, const struct arguments *o, char *error, size_t error_size)
{
    struct selection s;
    struct team_sizes teams;
    if (!team_sizes(o->threads, &teams, error, error_size))
        return PROGRAM_USAGE;
    int status = selection_open(&s, o, PAIR_SIDES, error, error_size);
    for (size_t i = 0; i < s.n && status == PROGRAM_PASS; i++)
        for (size_t t = 0; t < teams.n && (o->impl || gradus_choose(s.of[i].op, NULL, s.of[i].dim) == s.of[i].impl);
             t++)
            if (!add_row(b, o, &s.of[i], teams.threads[t]))
                status = fail(PROGRAM_ENVIRONMENT, error, error_size, NO_ROOM);
    selection_close(&s);
    return status;
}

static bool add_step(struct benchmarks *b, const struct arguments *o, const struct model *m, const struct gradus_op *op,
                     size_t batch, int threads, char *error, size_t error_size)
{
    char name[BENCHMARK_NAME];
    snprintf(name, sizeof name, "step/%s/%s/%s%s%zu/t%d", m->name, op->name, o->impl ? o->impl : "", o->impl ? "/" : "",
             batch, threads);
    if (!wanted(b, o, name))
        return true;
    struct benchmark *one = add(b, name, o->impl, threads);
    if (!one) {
        snprintf(error, error_size, "%s", NO_ROOM);
        return false;
    }
    if (!job_new(&one->job, m, o, op, batch, m->data.rows, job_tested(m), 1, error, error_size))
        return false;
    one->subject = subject_step(&one->step, &one->job);
    return true;
}

static int add_steps(struct benchmarks *b, const struct arguments *o, char *error, size_t error_size)
{
    struct benchmark_group *g = b->groups < BENCHMARK_GROUPS ? malloc(sizeof *g) : NULL;
    if (!g)
        return fail(PROGRAM_ENVIRONMENT, error, error_size, NO_ROOM);
    b->group[b->groups++] = g;
    g->options = *o;
    const struct sweep *s = &g->sweep;
    if (!sweep_open(&g->sweep, &g->options, error, error_size))
        return PROGRAM_USAGE;
    for (size_t m = 0; m < s->models; m++)
        for (size_t op = 0; op < s->optimizers.n; op++)
            for (size_t i = 0; i < s->batches[m].n; i++)
                for (size_t t = 0; t < s->teams.n; t++)
                    if (!add_step(b, &g->options, &s->model[m], s->optimizers.op[op], s->batches[m].batch[i],
                                  s->teams.threads[t], error, error_size))
                        return PROGRAM_ENVIRONMENT;
    return PROGRAM_PASS;
}

static bool find_tag(const char *text, enum tag *tag, char *error, size_t error_size)
{
    const char *known[TAGS_KNOWN + 1] = {NULL};
    *tag = CI;
    for (size_t i = 0; i < TAGS_KNOWN; i++) {
        known[i] = TAGS[i].name;
        if (text && strcmp(text, TAGS[i].name) == 0)
            *tag = TAGS[i].tag;
        if (!text || strcmp(text, TAGS[i].name) == 0)
            return true;
    }
    const char *near = suggest(text, known);
    snprintf(error, error_size, "--tag %s: smoke, ci or full is expected%s%s%s", words_quote(text).text,
             near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return false;
}

static int add_standard(struct benchmarks *b, const struct arguments *o, char *error, size_t error_size)
{
    enum tag tag;
    int status = PROGRAM_PASS;
    if (!find_tag(o->tag, &tag, error, error_size))
        return PROGRAM_USAGE;
    for (size_t i = 0; i < STANDARDS && status == PROGRAM_PASS; i++) {
        const struct standard *s = &STANDARD[i];
        struct arguments one = *o;
        if (!(s->tags & tag))
            continue;
        one.op = s->op;
        one.shape = s->shape;
        one.impl = s->impl;
        one.threads = o->threads ? o->threads : s->threads;
        one.model = s->model;
        one.optimizer = s->optimizer;
        one.batch = s->batch;
        status = (s->op ? add_rows : add_steps)(b, &one, error, error_size);
    }
    return status;
}

int benchmarks_open(struct benchmarks *b, const struct arguments *o, char *error, size_t error_size)
{
    bool steps = o->model || o->optimizer || o->batch;
    int status;
    *b = (struct benchmarks){0};
    if (o->op && steps)
        return fail(PROGRAM_USAGE, error, error_size, "--op and --model, --optimizer or --batch: one kind at a time");
    if (o->tag && (o->op || steps))
        return fail(PROGRAM_USAGE, error, error_size, "--tag names a standard set: no --op, --model, ... beside it");
    if (o->op)
        status = add_rows(b, o, error, error_size);
    else if (steps)
        status = add_steps(b, o, error, error_size);
    else
        status = add_standard(b, o, error, error_size);
    if (status == PROGRAM_PASS && b->n == 0) {
        snprintf(error, error_size, "--filter %s: no benchmark has such a name", words_quote(o->filter).text);
        return PROGRAM_NOTHING;
    }
    return status;
}

void benchmarks_close(struct benchmarks *b)
{
    for (size_t i = 0; i < b->n; i++) {
        job_free(&b->one[i]->job);
        free(b->one[i]);
    }
    for (size_t i = 0; i < b->groups; i++) {
        sweep_close(&b->group[i]->sweep);
        free(b->group[i]);
    }
    *b = (struct benchmarks){0};
}
