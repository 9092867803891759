/* SPDX-License-Identifier: MIT
 * network.c - the networks that lists are checked on. */
#include "network.h"

#include "fill.h"

#include <stdlib.h>

/* Sizes are small, all different, and the rows no multiple of the batch, so that operands taken for one another do not
 * fit or do not agree. */
const struct network_model NETWORKS[] = {
    {"iris", {1, {4, 3}, true, NULL, "softmax", "mse", true}, 120, 32, 30, 3},
    {"dot", {2, {2, 11, 1}, true, "relu", NULL, "mse", .l2 = 0.03}, 44, 32, 0, 2},
    {"yogurt", {1, {2, 1}, false, NULL, NULL, "mse"}, 32, 8, 0, 1},
    {"asymmetric", {1, {2, 1}, false, NULL, NULL, "asymmetric_loss", .loss_hyper = {1, 99}}, 20, 8, 0, 2},
    {"mlp", {2, {20, 16, 10}, true, "relu", NULL, "softmax_cross_entropy", true}, 100, 32, 9, 3},
    {"probabilities", {1, {5, 3}, true, NULL, "softmax", "cross_entropy", true}, 21, 8, 6, 3},
    {"deep",
     {3, {6, 8, 7, 5}, true, "relu", NULL, "softmax_cross_entropy", true, .l1 = 0.01, .l2 = 0.03},
     28,
     12,
     0,
     2},
    {"plain", {3, {4, 3, 5, 2}, false, "relu", NULL, "mse", .l1 = 0.02}, 13, 13, 7, 2},
    {"leaky_relu", {3, {5, 7, 6, 4}, true, "leaky_relu", NULL, "softmax_cross_entropy", true}, 23, 9, 5, 3},
    {"tanh", {3, {4, 6, 5, 2}, true, "tanh", NULL, "mse"}, 19, 8, 6, 3},
    {"sigmoid", {2, {5, 7, 3}, true, "sigmoid", "softmax", "mse", true}, 18, 7, 5, 3},
    {"softplus", {3, {3, 4, 5, 2}, false, "softplus", NULL, "mse"}, 17, 6, 4, 3},
    {"exp", {2, {4, 5, 3}, true, "exp", NULL, "softmax_cross_entropy", true}, 14, 5, 4, 3},
    {"decay", {2, {6, 5, 3}, true, "tanh", "softmax", "cross_entropy", true, .l2 = 0.03}, 25, 10, 6, 3, 0.9, 2},
};
const size_t NETWORKS_COUNT = sizeof NETWORKS / sizeof *NETWORKS;

const char *const NETWORK_OPTIMIZER[NETWORK_OPTIMIZERS] = {"sgd", "sgdm", "adagrad", "rmsprop", "adam"};

static struct gradus_training training_of(const struct network_model *kind, const char *optimizer, bool unfused)
{
    struct gradus_training t = {.optimizer = optimizer,
                                .lr = 0.05,
                                .lr_decay = kind->lr_decay > 0 ? kind->lr_decay : 1,
                                .lr_step = kind->lr_step > 0 ? kind->lr_step : 1,
                                .batch = kind->batch,
                                .rows = kind->rows,
                                .test = kind->test,
                                .unfused = unfused};
    const struct gradus_op *op = gradus_find(optimizer);
    for (int i = 0; op && i < gradus_hypers(op); i++)
        t.hyper[i] = op->hyper[i].value;
    return t;
}

enum gradus_status network_new(struct network *n, const struct network_model *kind, const char *optimizer, bool unfused,
                               uint64_t seed)
{
    struct gradus_training training = training_of(kind, optimizer, unfused);
    size_t rows = kind->rows + kind->test, outputs = kind->model.width[kind->model.layers];
    *n = (struct network){.kind = kind, .net = malloc(sizeof *n->net)};
    if (!n->net)
        return GRADUS_ENVIRONMENT;
    enum gradus_status status = gradus_net_plan(n->net, &kind->model, &training);
    if (status != GRADUS_OK) {
        network_free(n);
        return status;
    }
    n->arena = buffer_new(n->net->arena_bytes);
    n->x = buffer_new(rows * kind->model.width[0] * sizeof(float));
    n->target = buffer_new(rows * outputs * sizeof(float));
    if (!n->arena.p || !n->x.p || !n->target.p) {
        network_free(n);
        return GRADUS_ENVIRONMENT;
    }
    gradus_net_bind(n->net, n->arena.p);
    fill_uniform(n->x.p, rows * kind->model.width[0], -1, 1, seed + 1);
    if (kind->model.labels)
        fill_labels(n->target.p, rows, outputs, seed + 2);
    else
        fill_uniform(n->target.p, rows * outputs, 0, 1, seed + 2);
    network_reset(n, seed);
    return GRADUS_OK;
}

void network_free(struct network *n)
{
    buffer_free(&n->arena);
    buffer_free(&n->x);
    buffer_free(&n->target);
    free(n->net);
    *n = (struct network){0};
}

void network_reset(struct network *n, uint64_t seed)
{
    fill_uniform(n->net->w, n->net->parameters, -1, 1, seed + 3);
    /* Away from 0: an accumulator that may be 0 leaves a step of any size. */
    for (size_t s = 0; s < n->net->states; s++)
        fill_uniform(n->net->state[s], n->net->parameters, 0.25, 1, seed + 4 + s);
    n->net->t = 0;
}

const float *network_x(const struct network *n, size_t row)
{
    return (const float *)n->x.p + row * n->kind->model.width[0];
}

const void *network_target(const struct network *n, size_t row)
{
    size_t width = n->kind->model.labels ? 1 : n->kind->model.width[n->kind->model.layers];
    return (const char *)n->target.p + row * width * sizeof(float);
}
