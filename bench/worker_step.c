/* SPDX-License-Identifier: MIT
 * worker_step.c - a net planned from a request. Parameters and states are the net's own; they are copied from the
 * operands before a slice and back after a fetch. */
#include "worker_step.h"

#include "buffer.h"
#include "gradus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct ours {
    struct gradus_net net;
    struct buffer arena;
    struct gradus_team team;
    uint64_t t;
};

/* "-" stands for none. */
static const char *text(const struct request *r, const char *key)
{
    const char *value = request_text(r, key);
    return value && strcmp(value, "-") != 0 ? value : NULL;
}

static double number(const struct request *r, const char *key, double otherwise)
{
    double value = request_number(r, key);
    return isnan(value) ? otherwise : value;
}

/* "784-128-10" */
static bool read_widths(const char *name, struct gradus_model *m)
{
    size_t n = 0;
    for (char *end; n <= GRADUS_LAYERS; name = end + 1) {
        m->width[n++] = strtoull(name, &end, 10);
        m->layers = n - 1;
        if (*end != '-')
            return *end == '\0' && n > 1;
    }
    return false;
}

static bool read_model(const struct request *r, struct gradus_model *m)
{
    const struct request_operand *target = request_operand(r, "target");
    *m = (struct gradus_model){.bias = number(r, "bias", 1) != 0,
                               .activation = text(r, "activation"),
                               .output = text(r, "output"),
                               .loss = text(r, "loss"),
                               .labels = target && target->role == REQUEST_LABELS,
                               .loss_hyper = {number(r, "cost", 0), number(r, "profit", 0)},
                               .l1 = number(r, "l1", 0),
                               .l2 = number(r, "l2", 0)};
    return target && read_widths(r->name, m);
}

static bool read_training(const struct request *r, const char *impl, struct gradus_training *t)
{
    const struct gradus_op *op = text(r, "optimizer") ? gradus_find(text(r, "optimizer")) : NULL;
    const float *lr = request_at(r, "lr");
    size_t batch = request_size(r, "batch");
    if (gradus_states(op) < 0 || !lr)
        return false;
    *t = (struct gradus_training){.optimizer = op->name,
                                  .lr = *lr,
                                  .lr_decay = 1,
                                  .lr_step = 1,
                                  .batch = batch,
                                  .rows = batch,
                                  .impl = impl,
                                  .unfused = number(r, "unfused", 0) != 0};
    for (int i = 0; i < gradus_hypers(op); i++) {
        char key[REQUEST_NAME];
        snprintf(key, sizeof key, "h.%s", op->hyper[i].name);
        t->hyper[i] = number(r, key, op->hyper[i].value);
    }
    return true;
}

static bool holds(const struct request *r, const char *name, size_t count)
{
    const struct request_operand *o = request_operand(r, name);
    return o && o->count == count;
}

static bool fits(const struct request *r, const struct gradus_net *net)
{
    const struct gradus_model *m = &net->model;
    size_t batch = net->training.batch, outputs = m->width[m->layers];
    return holds(r, "x", batch * m->width[0]) && holds(r, "target", m->labels ? batch : batch * outputs) &&
           holds(r, "w", net->parameters) && holds(r, "g", net->parameters) && holds(r, "lr", 1) &&
           holds(r, "loss", 1) && (net->states < 1 || holds(r, "state0", net->parameters)) &&
           (net->states < 2 || holds(r, "state1", net->parameters));
}

/* Copies parameters and states from the operands into the net, or back. */
static void copy(const struct request *r, struct gradus_net *net, bool back)
{
    static const char *const state[GRADUS_STATES] = {"state0", "state1"};
    size_t bytes = net->parameters * sizeof(float);
    memcpy(back ? request_at(r, "w") : net->w, back ? net->w : request_at(r, "w"), bytes);
    for (size_t i = 0; i < net->states; i++)
        memcpy(back ? request_at(r, state[i]) : net->state[i], back ? net->state[i] : request_at(r, state[i]), bytes);
}

static void before(const struct request *r, void *state)
{
    struct ours *o = state;
    copy(r, &o->net, false);
    *o->net.loss = NAN;
    o->net.t = o->t - 1;
}

static void run(const struct request *r, void *state)
{
    struct ours *o = state;
    gradus_net_step(&o->net, &o->net.list[0], request_at(r, "x"), request_at(r, "target"), 0, &o->team);
}

static void after(const struct request *r, void *state)
{
    struct ours *o = state;
    copy(r, &o->net, true);
    memcpy(request_at(r, "g"), o->net.g, o->net.parameters * sizeof(float));
    memcpy(request_at(r, "loss"), o->net.loss, sizeof(float));
}

static void close(void *state)
{
    struct ours *o = state;
    if (o)
        buffer_free(&o->arena);
    free(o);
}

static struct ours *open(const struct request *r, const char *impl)
{
    struct ours *o = calloc(1, sizeof *o);
    struct gradus_model model;
    struct gradus_training training;
    double t = number(r, "t", 1);
    if (!o || !read_model(r, &model) || !model.loss || !read_training(r, impl, &training) || t < 1 ||
        gradus_net_plan(&o->net, &model, &training) != GRADUS_OK || !fits(r, &o->net)) {
        close(o);
        return NULL;
    }
    o->team = (struct gradus_team){r->threads, false};
    o->t = (uint64_t)t;
    o->arena = buffer_new(o->net.arena_bytes);
    if (!o->arena.p) {
        close(o);
        return NULL;
    }
    gradus_net_bind(&o->net, o->arena.p);
    return o;
}

/* Whether a call of the step has that implementation. */
static bool uses(const struct gradus_net *net, const char *impl)
{
    for (size_t i = 0; i < net->list[0].calls; i++)
        if (strcmp(net->list[0].call[i].impl->name, impl) == 0)
            return true;
    return false;
}

size_t worker_step(const struct request *r, struct worker_setting *setting, char *why)
{
    static const char *const names[] = {"default", "fast"};
    bool all = strcmp(r->impl, "-") == 0;
    size_t n = 0;
    for (size_t i = 0; i < (all ? sizeof names / sizeof *names : 1); i++) {
        const char *impl = !all ? r->impl : i == 0 ? NULL : names[i];
        struct ours *o = open(r, impl);
        if (!o || (all && impl && !uses(&o->net, impl))) {
            close(o);
            continue;
        }
        setting[n] = (struct worker_setting){.before = before, .run = run, .after = after, .close = close, .state = o};
        snprintf(setting[n++].name, REQUEST_NAME, "%s", impl ? impl : names[0]);
    }
    snprintf(why, REQUEST_WHY, "no such network, optimizer or operands");
    return n;
}
