/* SPDX-License-Identifier: MIT
 * net.c - a network planned once, stepped many times: no allocation, lock or system call in a step. */
#include "plan.h"

#include <string.h>

/* The tensors of a list that lie in the arena for good, in the order in which model.c makes them. */
enum { W, G, STATE, LR = STATE + GRADUS_STATES, EPOCH, LOSS, ACCURACY };

static void collect_feeds(struct plan *p)
{
    struct gradus_list *list = p->list;
    for (size_t c = 0; c < list->calls; c++)
        for (int i = 0; i < gradus_operands(list->call[c].op); i++) {
            int feed = list->value[list->tensor[c][i]].feed;
            if (feed < 0)
                continue;
            if (list->sites[feed] == GRADUS_SITES) {
                p->status = GRADUS_TOO_MANY;
                return;
            }
            int site = list->sites[feed]++;
            list->site[feed][site].call = (int)c;
            list->site[feed][site].operand = i;
        }
}

static enum gradus_status make_list(struct gradus_net *net, struct gradus_list *list, size_t rows,
                                    void (*emit)(struct plan *p, size_t rows))
{
    struct plan p = {.model = &net->model, .training = &net->training, .list = list, .states = net->states};
    *list = (struct gradus_list){0};
    emit(&p, rows);
    if (p.status == GRADUS_OK && !net->training.unfused)
        plan_fuse(&p);
    if (p.status == GRADUS_OK)
        collect_feeds(&p);
    if (p.status != GRADUS_OK)
        return p.status;
    plan_fence(&p);
    size_t persistent;
    size_t end = plan_layout(&p, &persistent);
    net->arena_bytes = end > net->arena_bytes ? end : net->arena_bytes;
    if (end - persistent > net->activation_bytes)
        net->activation_bytes = end - persistent;
    return GRADUS_OK;
}

static int count_states(const struct gradus_op *optimizer)
{
    int states = -1; /* w is in-place too */
    for (int i = 0; i < gradus_operands(optimizer); i++)
        states += optimizer->operand[i].role == GRADUS_INOUT;
    return states;
}

enum gradus_status gradus_net_plan(struct gradus_net *net, const struct gradus_model *model,
                                   const struct gradus_training *training)
{
    memset(net, 0, sizeof *net);
    net->model = *model;
    net->training = *training;
    const struct gradus_op *optimizer = training->optimizer ? gradus_find(training->optimizer) : NULL;
    if (!optimizer || !model->loss || model->layers == 0 || training->batch == 0 || training->batch > training->rows)
        return GRADUS_INVALID;
    if (model->layers > GRADUS_LAYERS)
        return GRADUS_TOO_MANY;
    struct gradus_complexity count;
    enum gradus_status status = gradus_complexity(model->width, model->layers, model->bias, &count);
    if (status != GRADUS_OK)
        return status;
    net->weights = count.multiply_adds;
    net->parameters = count.parameters;
    net->states = (size_t)count_states(optimizer);
    if (net->states > GRADUS_STATES)
        return GRADUS_TOO_MANY;
    status = make_list(net, &net->list[0], training->batch, plan_training);
    if (status == GRADUS_OK && training->rows % training->batch)
        status = make_list(net, &net->list[1], training->rows % training->batch, plan_training);
    if (status == GRADUS_OK && training->test)
        status = make_list(net, &net->list[2], training->test, plan_evaluation);
    return status;
}

/* Pointers of a list's operands: the arena, the offset of the whole, the offset of a part in it. */
static void bind_list(struct gradus_list *list, char *arena)
{
    for (size_t c = 0; c < list->calls; c++)
        for (int i = 0; i < gradus_operands(list->call[c].op); i++) {
            const struct gradus_tensor *value = &list->value[list->tensor[c][i]];
            const struct gradus_tensor *whole = &list->value[value->whole];
            size_t offset = whole->offset + (value == whole ? 0 : value->offset);
            list->call[c].a.p[i] = value->feed < 0 ? arena + offset : NULL;
        }
}

void gradus_net_bind(struct gradus_net *net, void *arena)
{
    char *base = arena;
    const struct gradus_tensor *value = net->list[0].value;
    memset(arena, 0, net->arena_bytes);
    for (int i = 0; i < GRADUS_LISTS; i++)
        bind_list(&net->list[i], base);
    net->w = (float *)(base + value[W].offset);
    net->g = (float *)(base + value[G].offset);
    for (int i = 0; i < GRADUS_STATES; i++)
        net->state[i] = (size_t)i < net->states ? (float *)(base + value[STATE + i].offset) : NULL;
    net->lr = (float *)(base + value[LR].offset);
    net->epoch = (float *)(base + value[EPOCH].offset);
    net->loss = (float *)(base + value[LOSS].offset);
    net->accuracy = (float *)(base + value[ACCURACY].offset);
    const struct gradus_list *evaluation = &net->list[2];
    net->prediction = evaluation->calls ? (float *)(base + evaluation->value[evaluation->prediction].offset) : NULL;
    *net->lr = (float)net->training.lr;
    net->t = 0;
}

float *gradus_net_weights(const struct gradus_net *net, size_t l)
{
    float *w = net->w;
    for (size_t i = 0; i < l; i++)
        w += net->model.width[i] * net->model.width[i + 1];
    return w;
}

float *gradus_net_bias(const struct gradus_net *net, size_t l)
{
    if (!net->model.bias)
        return NULL;
    float *b = net->w + net->weights;
    for (size_t i = 0; i < l; i++)
        b += net->model.width[i + 1];
    return b;
}

static void feed(struct gradus_list *list, int which, const void *data)
{
    for (int s = 0; s < list->sites[which]; s++)
        /* Kernels only read what is fed: its operands are inputs. */
        list->call[list->site[which][s].call].a.p[list->site[which][s].operand] = (void *)(uintptr_t)data;
}

void gradus_net_feed(struct gradus_net *net, struct gradus_list *list, const float *x, const void *target, uint64_t t,
                     double epoch)
{
    feed(list, 0, x);
    feed(list, 1, target);
    *net->epoch = (float)epoch;
    for (struct gradus_call *call = list->call; call < list->call + list->calls; call++)
        if (call->op->timed)
            gradus_call_time(call, t);
}

void gradus_net_step(struct gradus_net *net, struct gradus_list *list, const float *x, const void *target, double epoch,
                     const struct gradus_team *team)
{
    gradus_net_feed(net, list, x, target, ++net->t, epoch);
    gradus_run(list->call, list->calls, team);
}

void gradus_net_evaluate(struct gradus_net *net, const float *x, const void *target, const struct gradus_team *team)
{
    struct gradus_list *list = &net->list[2];
    gradus_net_feed(net, list, x, target, net->t, 0);
    gradus_run(list->call, list->calls, team);
}
