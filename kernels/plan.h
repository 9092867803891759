/* SPDX-License-Identifier: MIT
 * plan.h - how a list is made: model.c turns a model into calls, which emit.c binds to tensors;
 * fuse.c and layout.c make the list short and the arena small; net.c puts them together. Internal to the library. */
#ifndef PLAN_H
#define PLAN_H

#include "gradus.h"

/* A list in the making. The first failure is kept in `status`; what follows it does nothing. */
struct plan {
    const struct gradus_model *model;
    const struct gradus_training *training;
    struct gradus_list *list;
    enum gradus_status status;
    char part;                           /* of the calls being emitted */
    int layer;                           /* likewise */
    int gradient[GRADUS_TENSORS];        /* of a tensor: its gradient tensor; -1: none (yet) */
    bool differentiable[GRADUS_TENSORS]; /* a gradient is wanted: it depends on parameters */
    int w, g, weights, weights_gradient; /* all parameters, their gradient; the weights' prefix of both */
    size_t states;                       /* how many the optimizer has */
    int state[GRADUS_STATES];
    int lr, epoch, loss, accuracy;
};

/* Operands of a call by name. */
struct plan_bind {
    const char *name;
    int tensor;
};

/* A new tensor of rows x cols elements (below 0: float32). -1 on failure. */
int plan_tensor(struct plan *p, const char *name, size_t rows, size_t cols, size_t below);

/* The elements [from, from + rows x cols) of tensor `whole`, seen as rows x cols. */
int plan_part(struct plan *p, const char *name, int whole, size_t from, size_t rows, size_t cols);

/* Appends a call. Sizes follow from the bound operands by einsum's rule; operands not bound get tensors of their own.
 * Returns its number, or -1. hyper NULL: the lecture's. */
int plan_emit(struct plan *p, const struct gradus_op *op, const struct plan_bind *bind, size_t binds,
              const double *hyper);

/* A training step: forward, loss, backward, regularizers, schedule, update. */
void plan_training(struct plan *p, size_t batch);

/* Evaluation: forward, then the share of right labels, or the loss. */
void plan_evaluation(struct plan *p, size_t rows);

/* Replaces chains of calls by the fused rows that stand for them. */
void plan_fuse(struct plan *p);

/* Sets the fences and every tensor's first and last phase. */
void plan_fence(struct plan *p);

/* Gives every tensor its offset: what lasts first (its end goes to *persistent), then the temporaries. Returns where
 * they end, in bytes. */
size_t plan_layout(struct plan *p, size_t *persistent);

#endif
