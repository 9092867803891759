/* SPDX-License-Identifier: MIT
 * subject_step.c - the operands of a step in a file in memory, the request, the verdict. */
#include "subject_step.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The reference takes about 20 ns for each weight and row: beyond, nobody would wait for it. */
static const double JUDGED_PRODUCTS = 1e8;

/* Not 0: a product that is scaled by 0 need not be computed. */
static const float CALM_RATE = 0x1p-40F;

/* States as after some steps: a mean of squares of 0 would give 0 / 0 where relu lets nothing through. */
static const float SQUARES = 0.01F;

static void set_states(struct gradus_net *net, const struct gradus_op *optimizer)
{
    int v = step_state(optimizer, "v");
    for (size_t i = 0; v >= 0 && i < net->parameters; i++)
        net->state[v][i] = SQUARES;
}

static void add(struct subject_step *s, const char *name, const char *role, const void *from, size_t count)
{
    s->operand[s->operands++] = (struct subject_operand){name, role, from, count, s->bytes};
    s->bytes += (count * sizeof(float) + 63) / 64 * 64;
}

static void add_all(struct subject_step *s)
{
    static const char *const state[GRADUS_STATES] = {"state0", "state1"};
    const struct gradus_net *net = s->job->net;
    const struct gradus_model *m = &net->model;
    const struct job_batch first = job_batch(s->job, 0);
    size_t batch = s->job->training.batch, outputs = m->width[m->layers];
    s->operands = s->bytes = 0;
    add(s, "x", "in", first.x, batch * m->width[0]);
    add(s, "target", m->labels ? "labels" : "in", first.target, m->labels ? batch : batch * outputs);
    add(s, "w", "inout", net->w, net->parameters);
    add(s, "g", "out", NULL, net->parameters);
    for (size_t i = 0; i < net->states; i++)
        add(s, state[i], "inout", net->state[i], net->parameters);
    add(s, "lr", "in", net->lr, 1);
    add(s, "loss", "out", NULL, 1);
}

static void reset(void *self)
{
    struct subject_step *s = self;
    for (size_t i = 0; i < s->operands; i++)
        if (s->operand[i].from)
            memcpy(s->file.map + s->operand[i].offset, s->operand[i].from, s->operand[i].count * sizeof(float));
}

static bool open_step(void *self, bool calm)
{
    struct subject_step *s = self;
    struct gradus_net *net = s->job->net;
    const struct job_batch first = job_batch(s->job, 0);
    size_t batch = s->job->training.batch;
    job_reset(s->job);
    set_states(net, s->job->optimizer);
    if (calm)
        *net->lr = CALM_RATE;
    s->judged = !calm && (double)batch * (double)net->weights <= JUDGED_PRODUCTS;
    add_all(s);
    if (s->judged && !foreign_step_open(&s->reference, net, batch, first.x, first.target, 1))
        return false;
    bool good = shared_file_open(&s->file, s->bytes);
    if (good)
        reset(s);
    return good;
}

static void close_step(void *self)
{
    struct subject_step *s = self;
    shared_file_close(&s->file);
    foreign_step_close(&s->reference);
}

static const char *or_none(const char *name)
{
    return name ? name : "-";
}

static void request(const void *self, unsigned id, const char *impl, int threads, char *text, size_t size)
{
    const struct subject_step *s = self;
    const struct gradus_model *m = &s->job->net->model;
    const struct gradus_training *t = &s->job->training;
    size_t n = (size_t)snprintf(text, size,
                                "case %u step %s %s %d /proc/%d/fd/%d t=1 batch=%zu optimizer=%s activation=%s "
                                "output=%s loss=%s bias=%d l1=%.17g l2=%.17g cost=%.17g profit=%.17g unfused=%d",
                                id, s->widths, impl, threads, (int)getpid(), s->file.fd, t->batch, t->optimizer,
                                or_none(m->activation), or_none(m->output), m->loss, m->bias, m->l1, m->l2,
                                m->loss_hyper[0], m->loss_hyper[1], t->unfused);
    for (int i = 0; i < gradus_hypers(s->job->optimizer) && n < size; i++)
        n += (size_t)snprintf(text + n, size - n, " h.%s=%.17g", s->job->optimizer->hyper[i].name, t->hyper[i]);
    for (size_t i = 0; i < s->operands && n < size; i++)
        n += (size_t)snprintf(text + n, size - n, " p.%s=%s:%zu:%zu", s->operand[i].name, s->operand[i].role,
                              s->operand[i].count, s->operand[i].offset);
}

static const float *result(const struct subject_step *s, const char *name)
{
    for (size_t i = 0; i < s->operands; i++)
        if (strcmp(s->operand[i].name, name) == 0)
            return (const float *)(const void *)(s->file.map + s->operand[i].offset);
    return NULL;
}

/* In units of the bound: what float32 kernels as good as BLAS may make of a step. */
static void judge_results(void *self, struct entrant *e)
{
    struct subject_step *s = self;
    const float *const state[GRADUS_STATES] = {result(s, "state0"), result(s, "state1")};
    struct step_worst worst = {.ratio = NAN};
    if (s->judged)
        foreign_step_judge(&s->reference, *result(s, "loss"), result(s, "w"), state, &worst);
    e->worst = (struct judge_worst){.error = worst.ratio,
                                    .bound = 1,
                                    .got = worst.got,
                                    .want = worst.want,
                                    .operand = -1,
                                    .element = worst.element,
                                    .wrong = s->judged && !(worst.ratio <= 1)};
    e->what = worst.what;
    reset(s);
}

static struct gradus_count count_of(const struct gradus_list *list)
{
    struct gradus_count all = {0}, one;
    for (size_t i = 0; i < list->calls; i++)
        if (gradus_count(list->call[i].op, list->call[i].a.dim, &one) == GRADUS_OK) {
            all.flops += one.flops;
            all.bytes += one.bytes;
        }
    return all;
}

/* Fed, so that operands can be told apart. */
static struct limits_demand demand_of(struct job *job)
{
    struct job_batch b = job_batch(job, 0);
    gradus_net_feed(job->net, b.list, b.x, b.target, 1, 0);
    return limits_demand(b.list->call, b.list->calls);
}

struct against_subject subject_step(struct subject_step *s, struct job *job)
{
    struct against_subject subject = {.self = s,
                                      .elements = (double)job->net->parameters,
                                      .count = count_of(&job->net->list[0]),
                                      .demand = demand_of(job),
                                      .twice = true,
                                      .open = open_step,
                                      .close = close_step,
                                      .request = request,
                                      .judge = judge_results,
                                      .reset = reset};
    *s = (struct subject_step){.job = job, .file.fd = -1};
    for (size_t l = 0; l <= job->net->model.layers; l++)
        snprintf(s->widths + strlen(s->widths), sizeof s->widths - strlen(s->widths), "%s%zu", l ? "-" : "",
                 job->net->model.width[l]);
    snprintf(subject.name, sizeof subject.name, "%s %s", job->model->name, job->optimizer->name);
    snprintf(subject.size, sizeof subject.size, "batch %zu", job->training.batch);
    return subject;
}
