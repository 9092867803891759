/* SPDX-License-Identifier: MIT
 * model.c - a model as a list of calls: forward layer by layer, backward by the rows' own gradients, the operands found
 * by name (the gradient of x is dx). */
#include "plan.h"

#include <string.h>

#define BINDS(...)                                                                                                     \
    (const struct plan_bind[]){__VA_ARGS__}, sizeof((struct plan_bind[]){__VA_ARGS__}) / sizeof(struct plan_bind)

/* The tensor a call has for the operand of that name; -1 if the row has none. */
static int operand(const struct plan *p, int call, const char *name)
{
    int i = gradus_operand_index(p->list->call[call].op, name);
    return i < 0 ? -1 : p->list->tensor[call][i];
}

static int lasting(struct plan *p, const char *name, size_t elements)
{
    int id = plan_tensor(p, name, elements, 1, 0);
    if (id >= 0)
        p->list->value[id].lasting = true;
    return id;
}

static int fed(struct plan *p, const char *name, int feed, size_t rows, size_t cols, size_t below)
{
    int id = plan_tensor(p, name, rows, cols, below);
    if (id >= 0)
        p->list->value[id].feed = feed;
    return id;
}

/* What outlives a step; created first and in the same order in every list, so that it has the same place in the arena.
 */
static void persistent(struct plan *p)
{
    const struct gradus_model *m = p->model;
    struct gradus_complexity count;
    p->layer = -1;
    enum gradus_status status = gradus_complexity(m->width, m->layers, m->bias, &count);
    if (status != GRADUS_OK) {
        p->status = status;
        return;
    }
    p->w = lasting(p, "w", count.parameters);
    p->g = lasting(p, "g", count.parameters);
    for (int i = 0; i < GRADUS_STATES; i++)
        p->state[i] = lasting(p, "state", (size_t)i < p->states ? count.parameters : 0);
    p->lr = lasting(p, "lr", 1);
    p->epoch = lasting(p, "epoch", 1);
    p->loss = lasting(p, "loss", 1);
    p->accuracy = lasting(p, "accuracy", 1);
    p->weights = plan_part(p, "weights", p->w, 0, count.multiply_adds, 1);
    p->weights_gradient = plan_part(p, "dweights", p->g, 0, count.multiply_adds, 1);
}

static int parameter(struct plan *p, const char *name, const char *gradient, size_t from, size_t rows, size_t cols)
{
    int id = plan_part(p, name, p->w, from, rows, cols);
    int dual = plan_part(p, gradient, p->g, from, rows, cols);
    if (dual < 0)
        return -1;
    p->gradient[id] = dual;
    p->differentiable[id] = true;
    return id;
}

/* Emits the layers on x; returns the tensor of the output, before softmax where the loss brings its own. */
static int forward(struct plan *p, int x)
{
    const struct gradus_model *m = p->model;
    size_t weight = 0, bias = 0;
    for (size_t l = 0; l < m->layers; l++)
        bias += m->width[l] * m->width[l + 1];
    for (size_t l = 0; l < m->layers; l++) {
        size_t in = m->width[l], out = m->width[l + 1];
        p->layer = (int)l;
        int w = parameter(p, "w", "dw", weight, in, out);
        int b = m->bias ? parameter(p, "b", "db", bias, out, 1) : -1;
        int call = m->bias ? plan_emit(p, gradus_find("dense"), BINDS({"x", x}, {"w", w}, {"b", b}), NULL)
                           : plan_emit(p, gradus_find("matmul"), BINDS({"x", x}, {"w", w}), NULL);
        const char *after = l + 1 < m->layers ? m->activation : m->output;
        if (call >= 0 && after)
            call = plan_emit(p, gradus_find(after), BINDS({"x", operand(p, call, "y")}), NULL);
        if (call < 0)
            return -1;
        x = operand(p, call, "y");
        weight += in * out;
        bias += out;
    }
    return x;
}

/* The gradient tensor of a call's input, made where a gradient is wanted and there is none yet. */
static int gradient_of(struct plan *p, int tensor)
{
    const struct gradus_tensor *value = &p->list->value[tensor];
    if (p->gradient[tensor] < 0 && p->differentiable[tensor])
        p->gradient[tensor] = plan_tensor(p, "dx", value->rows, value->cols, 0);
    return p->gradient[tensor];
}

/* The fed target as the loss wants it: labels, floats, or labels coded one-hot. */
static int target(struct plan *p, size_t rows)
{
    size_t outputs = p->model->width[p->model->layers];
    const struct gradus_op *op = gradus_find(p->model->loss);
    if (!p->model->labels)
        return fed(p, "t", 1, rows, outputs, 0);
    int label = fed(p, "label", 1, rows, 1, outputs);
    if (p->part == 'e' || gradus_operand_index(op, "label") >= 0)
        return label;
    int call = plan_emit(p, gradus_find("one_hot"), BINDS({"label", label}), NULL);
    return call < 0 ? -1 : operand(p, call, "y");
}

/* Emits the loss of a prediction; the row yields the gradient of the prediction too. */
static void loss(struct plan *p, int prediction, int target)
{
    const struct gradus_op *op = gradus_find(p->model->loss);
    p->layer = -1;
    bool logits = gradus_operand_index(op, "label") >= 0;
    const char *input = logits ? "x" : "y", *gradient = logits ? "dx" : "dy";
    plan_emit(p, op,
              BINDS({input, prediction}, {logits ? "label" : "t", target}, {"loss", p->loss},
                    {gradient, gradient_of(p, prediction)}),
              p->model->loss_hyper);
}

/* Whether gradient row `row` of a call yields a gradient that is wanted and that no row before it has yielded. */
static bool yields_wanted(const struct plan *p, int call, const struct gradus_op *row)
{
    for (int i = 0; i < gradus_operands(row); i++) {
        int input = row->operand[i].role == GRADUS_OUT ? operand(p, call, row->operand[i].name + 1) : -1;
        if (input >= 0 && p->differentiable[input] &&
            (p->gradient[input] < 0 || p->list->value[p->gradient[input]].lasting))
            return true;
    }
    return false;
}

/* dx = dy f'(x), for a row that gives f' alone. */
static void chain_rule(struct plan *p, int call, const struct gradus_op *row, int dy)
{
    const char *from = gradus_operand_index(row, "x") >= 0 ? "x" : "y";
    int derivative = plan_emit(p, row, BINDS({from, operand(p, call, from)}), p->list->call[call].hyper);
    if (derivative < 0)
        return;
    int dx = gradient_of(p, operand(p, call, "x"));
    plan_emit(p, gradus_find("multiply"), BINDS({"dy", dy}, {"d", operand(p, derivative, "dx")}, {"dx", dx}), NULL);
}

/* Binds a gradient row by name: dx to the gradient of x, anything else to the operand of the same name. */
static void backward_row(struct plan *p, int call, const struct gradus_op *row)
{
    int dy = p->gradient[operand(p, call, "y")];
    if (gradus_operand_index(row, "dy") < 0) {
        chain_rule(p, call, row, dy);
        return;
    }
    struct plan_bind bind[GRADUS_OPERANDS];
    size_t binds = 0;
    for (int i = 0; i < gradus_operands(row); i++) {
        const char *name = row->operand[i].name;
        if (row->operand[i].role == GRADUS_WORK)
            continue;
        int same = operand(p, call, name);
        bind[binds++] = (struct plan_bind){name, same >= 0 ? same : gradient_of(p, operand(p, call, name + 1))};
    }
    plan_emit(p, row, bind, binds, p->list->call[call].hyper);
}

static void backward(struct plan *p, int calls)
{
    p->part = 'b';
    for (int call = calls - 1; call >= 0 && p->status == GRADUS_OK; call--) {
        const struct gradus_op *op = p->list->call[call].op;
        int y = operand(p, call, "y");
        if (p->list->part[call] != 'f' || y < 0 || p->gradient[y] < 0)
            continue;
        p->layer = p->list->layer[call];
        for (int i = 0; i < GRADUS_GRADS && op->grad[i]; i++)
            if (yields_wanted(p, call, op->grad[i]))
                backward_row(p, call, op->grad[i]);
    }
    p->layer = -1;
}

static void regularizer(struct plan *p, const char *name, double factor)
{
    if (factor != 0)
        plan_emit(p, gradus_find(name), BINDS({"w", p->weights}, {"g", p->weights_gradient}, {"loss", p->loss}),
                  (const double[GRADUS_HYPERS]){factor});
}

static void update(struct plan *p)
{
    const struct gradus_training *t = p->training;
    const struct gradus_op *op = gradus_find(t->optimizer);
    p->part = 'u';
    if (t->lr_decay != 1)
        plan_emit(p, gradus_find("exponential_decay"), BINDS({"epoch", p->epoch}, {"lr", p->lr}),
                  (const double[GRADUS_HYPERS]){t->lr, t->lr_decay, t->lr_step});
    struct plan_bind bind[GRADUS_OPERANDS] = {{"w", p->w}, {"g", p->g}, {"lr", p->lr}};
    size_t binds = 3;
    int states = 0;
    for (int i = 0; i < gradus_operands(op); i++)
        if (op->operand[i].role == GRADUS_INOUT && strcmp(op->operand[i].name, "w") != 0)
            bind[binds++] = (struct plan_bind){op->operand[i].name, p->state[states++]};
    plan_emit(p, op, bind, binds, t->hyper);
}

/* What both lists begin with: everything up to the prediction, and the target. false: p->status says why not. */
static bool begin(struct plan *p, char part, size_t rows, int *t)
{
    persistent(p);
    if (p->status != GRADUS_OK)
        return false;
    p->list->batch = rows;
    p->part = part;
    int x = fed(p, "x", 0, rows, p->model->width[0], 0);
    *t = target(p, rows);
    p->list->prediction = forward(p, x);
    p->layer = -1;
    return p->status == GRADUS_OK;
}

void plan_training(struct plan *p, size_t batch)
{
    int t;
    if (!begin(p, 'f', batch, &t))
        return;
    int calls = (int)p->list->calls;
    p->part = 'l';
    loss(p, p->list->prediction, t);
    backward(p, calls);
    regularizer(p, "l1", p->model->l1);
    regularizer(p, "l2_loss", p->model->l2);
    update(p);
}

void plan_evaluation(struct plan *p, size_t rows)
{
    int t;
    if (!begin(p, 'e', rows, &t))
        return;
    if (!p->model->labels) {
        loss(p, p->list->prediction, t);
        return;
    }
    int call = plan_emit(p, gradus_find("argmax"), BINDS({"x", p->list->prediction}), NULL);
    if (call >= 0)
        plan_emit(p, gradus_find("accuracy"),
                  BINDS({"pred", operand(p, call, "label")}, {"label", t}, {"acc", p->accuracy}), NULL);
}
