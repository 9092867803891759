/* SPDX-License-Identifier: MIT
 * step.h - a training step as a request describes it, for peers written in C: where everything lies, and the parts that
 * a library of matrix products does not have: the loss from probabilities, sums of columns, the optimizers. These are
 * plain loops, compiled for each instruction set. */
#ifndef STEP_H
#define STEP_H

#include "request.h"

enum { STEP_LAYERS = 8 };

struct step {
    size_t layers, width[STEP_LAYERS + 1], batch, weights, parameters;
    bool bias, softmax;   /* softmax: after the last layer, or within the loss */
    const int32_t *label; /* or NULL */
    float *target;        /* one-hot where there are labels; owned */
    float *x, *w, *g, *state[2], *loss;
    float *y[STEP_LAYERS], *dy[STEP_LAYERS];                /* outputs of each layer and their gradients; owned */
    bool cross_entropy;                                     /* otherwise the mean of squares */
    float lr, l2, epsilon, beta[2], rest[2], correction[2]; /* rest: 1 - beta; correction: 1 / (1 - beta^t) */
    int threads;
    const struct step_loops *loops;
    void (*update)(const struct step *s, size_t from, size_t to);
};

/* Loops, once per instruction set. */
struct step_loops {
    /* From the last y (with softmax: probabilities): the loss, and its gradient with respect to y, or to what softmax
     * was taken of. */
    void (*loss)(const struct step *s);
    void (*columns)(const float *dy, size_t rows, size_t n, float *sum);
    void (*l2)(const struct step *s); /* l2_loss of all weights, added to loss and gradient */
    void (*sgd)(const struct step *s, size_t from, size_t to);
    void (*sgdm)(const struct step *s, size_t from, size_t to);
    void (*adagrad)(const struct step *s, size_t from, size_t to);
    void (*rmsprop)(const struct step *s, size_t from, size_t to);
    void (*adam)(const struct step *s, size_t from, size_t to);
};

/* Reads a request. NULL: a network, a loss or an optimizer that is not known here, or no memory. */
struct step *step_new(const struct request *r);
void step_free(struct step *s);

/* Where layer l's weights (in x out) or biases start, in a vector of all parameters. */
size_t step_weights(const struct step *s, size_t l);
size_t step_biases(const struct step *s, size_t l);

/* The optimizer over all parameters, or over [from, to), cut between the threads where that pays. */
void step_update(const struct step *s, size_t from, size_t to);

#endif
