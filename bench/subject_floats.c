/* SPDX-License-Identifier: MIT
 * subject_floats.c - the truth of a block, computed once for all who are judged by it. */
#include "subject_floats.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FLOATS = SUBJECT_FLOATS_BLOCKS * SURVEY_BLOCK };

static float *at(const struct subject_floats *f, size_t operand, size_t i)
{
    return (float *)(void *)f->file.map + operand * FLOATS + i * SURVEY_BLOCK;
}

/* What a walk over the blocks works on: the library's own shares them among threads. */
struct walk {
    struct subject_floats *f;
    struct tally tally[SUBJECT_FLOATS_BLOCKS];
};

static void walk_blocks(struct walk *w, gradus_kernel *kernel)
{
    struct gradus_call call = {.pass = {{kernel, SUBJECT_FLOATS_BLOCKS, 1, SUBJECT_FLOATS_BLOCKS}}, .a = {.p = {w}}};
    gradus_run(&call, 1, &(struct gradus_team){.threads = w->f->survey.threads});
}

/* Inputs as they are, results as they never are: one that is not written shows. */
static void fill(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct subject_floats *f = ((struct walk *)a->p[0])->f;
    for (size_t i = lo; i < hi; i++) {
        memcpy(at(f, 0, i), f->block[i].x, sizeof f->block[i].x);
        memset(at(f, 1, i), 0xff, sizeof f->block[i].x);
    }
}

static void find_truth(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct subject_floats *f = ((struct walk *)a->p[0])->f;
    for (size_t i = lo; i < hi; i++)
        survey_truth(&f->survey, f->next + i * SURVEY_BLOCK, &f->block[i], NULL);
    fill(a, lo, hi);
}

static void add_up(const struct gradus_args *a, size_t lo, size_t hi)
{
    struct walk *w = a->p[0];
    for (size_t i = lo; i < hi; i++)
        tally_block(&w->tally[i], &w->f->survey, &w->f->block[i], at(w->f, 1, i));
    fill(a, lo, hi);
}

static bool open_floats(void *self, bool calm)
{
    struct subject_floats *f = self;
    (void)calm;
    f->next = 0;
    f->block = calloc(SUBJECT_FLOATS_BLOCKS, sizeof *f->block);
    return f->block && shared_file_open(&f->file, 2 * FLOATS * sizeof(float));
}

static void close_floats(void *self)
{
    struct subject_floats *f = self;
    shared_file_close(&f->file);
    free(f->block);
    f->block = NULL;
}

static void request(const void *self, unsigned id, const char *impl, int threads, char *text, size_t size)
{
    const struct subject_floats *f = self;
    const struct gradus_op *op = f->survey.op;
    size_t n =
        (size_t)snprintf(text, size, "case %u op %s %s %d /proc/%d/fd/%d t=1 n=%d p.%s=inout:%d:0 p.%s=out:%d:%zu", id,
                         op->name, impl, threads, (int)getpid(), f->file.fd, FLOATS, op->operand[0].name, FLOATS,
                         op->operand[1].name, FLOATS, FLOATS * sizeof(float));
    for (int i = 0; i < gradus_hypers(op) && n < size; i++)
        n += (size_t)snprintf(text + n, size - n, " h.%s=%.17g", op->hyper[i].name, f->survey.hyper[i]);
}

static void judge_results(void *self, struct entrant *e)
{
    struct subject_floats *f = self;
    struct walk w = {.f = f};
    walk_blocks(&w, add_up);
    for (size_t i = 0; i < SUBJECT_FLOATS_BLOCKS; i++)
        tally_join(&f->tally[e - f->entrant], &w.tally[i]);
}

static void reset(void *self)
{
    struct walk w = {.f = self};
    walk_blocks(&w, fill);
}

struct against_subject subject_floats(struct subject_floats *f)
{
    f->file.fd = -1;
    return (struct against_subject){.self = f,
                                    .open = open_floats,
                                    .close = close_floats,
                                    .request = request,
                                    .judge = judge_results,
                                    .reset = reset};
}

uint64_t subject_floats_blocks(uint64_t inputs)
{
    return (inputs - 1) / FLOATS + 1;
}

bool subject_floats_next(struct subject_floats *f)
{
    struct walk w = {.f = f};
    if (f->next >= f->survey.inputs)
        return false;
    walk_blocks(&w, find_truth);
    f->next += FLOATS;
    return true;
}
