/* SPDX-License-Identifier: MIT
 * net.c - a network planned once, stepped many times: no allocation, lock or system call in a step. */
#include "plan.h"

#include <assert.h>
#include <math.h>
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
    if (p.status != GRADUS_OK)
        return p.status;
    net->arena_bytes = end > net->arena_bytes ? end : net->arena_bytes;
    if (end - persistent > net->activation_bytes)
        net->activation_bytes = end - persistent;
    return GRADUS_OK;
}

/* Whether a row may stand behind a layer: one input x, a result y, a gradient. NULL may. */
static bool is_activation(const char *name)
{
    const struct gradus_op *op = name ? gradus_find(name) : NULL;
    if (!op)
        return !name;
    int inputs = 0;
    for (int i = 0; i < gradus_operands(op); i++)
        inputs += op->operand[i].role == GRADUS_IN;
    return inputs == 1 && gradus_operand_index(op, "x") >= 0 && gradus_operand_index(op, "y") >= 0 && op->grad[0];
}

static bool is_impl(const char *name)
{
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (const struct gradus_impl *i = (*op)->impl; i->name; i++)
            if (strcmp(i->name, name) == 0)
                return true;
    return false;
}

static bool sensible(const struct gradus_model *m, const struct gradus_training *t)
{
    const struct gradus_op *optimizer = t->optimizer ? gradus_find(t->optimizer) : NULL;
    const struct gradus_op *loss = m->loss ? gradus_find(m->loss) : NULL;
    if (gradus_states(optimizer) < 0 || !loss || gradus_operand_index(loss, "loss") < 0)
        return false;
    if (!is_activation(m->activation) || !is_activation(m->output) || (t->impl && !is_impl(t->impl)))
        return false;
    for (int i = 0; i < gradus_hypers(optimizer); i++)
        if (!isfinite(t->hyper[i]))
            return false;
    for (int i = 0; i < gradus_hypers(loss); i++)
        if (!isfinite(m->loss_hyper[i]))
            return false;
    return isfinite(t->lr) && isfinite(t->lr_decay) && isfinite(t->lr_step) && isfinite(m->l1) && isfinite(m->l2) &&
           t->lr_decay > 0 && t->lr_step > 0 && m->layers > 0 && t->batch > 0 && t->batch <= t->rows;
}

enum gradus_status gradus_net_plan(struct gradus_net *net, const struct gradus_model *model,
                                   const struct gradus_training *training)
{
    memset(net, 0, sizeof *net);
    net->model = *model;
    net->training = *training;
    if (!sensible(model, training))
        return GRADUS_INVALID;
    if (model->layers > GRADUS_LAYERS)
        return GRADUS_TOO_MANY;
    struct gradus_complexity count;
    enum gradus_status status = gradus_complexity(model->width, model->layers, model->bias, &count);
    if (status != GRADUS_OK)
        return status;
    net->weights = count.multiply_adds;
    net->parameters = count.parameters;
    net->states = (size_t)gradus_states(gradus_find(training->optimizer));
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
    assert(list->calls > 0 && "the list of this batch size");
    gradus_net_feed(net, list, x, target, ++net->t, epoch);
    gradus_run(list->call, list->calls, team);
}

void gradus_net_evaluate(struct gradus_net *net, const float *x, const void *target, const struct gradus_team *team)
{
    struct gradus_list *list = &net->list[2];
    gradus_net_feed(net, list, x, target, net->t, 0);
    gradus_run(list->call, list->calls, team);
}
