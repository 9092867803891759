/* SPDX-License-Identifier: MIT
 * network.h - small networks with made-up data, for the checks of lists: the lecture's models and some that wire what
 * those do not. */
#ifndef NETWORK_H
#define NETWORK_H

#include "buffer.h"
#include "gradus.h"

struct network_model {
    const char *name;
    struct gradus_model model;
    size_t rows, batch, test;
    int lists;                /* that a plan must have: 1, a short last batch, an evaluation */
    double lr_decay, lr_step; /* 0: a constant rate */
};

enum { NETWORK_EPOCH = 7 }; /* in which steps are taken: not the first, for schedules */

extern const struct network_model NETWORKS[];
extern const size_t NETWORKS_COUNT;

enum { NETWORK_OPTIMIZERS = 5 };
extern const char *const NETWORK_OPTIMIZER[NETWORK_OPTIMIZERS];

struct network {
    const struct network_model *kind;
    struct gradus_net *net;
    struct buffer arena, x, target; /* of rows + test rows */
};

/* Plans and binds a network with an optimizer and readies its data. GRADUS_ENVIRONMENT: no memory. */
enum gradus_status network_new(struct network *n, const struct network_model *kind, const char *optimizer, bool unfused,
                               uint64_t seed);
void network_free(struct network *n);

/* Parameters, and states as after some steps, from the seed. */
void network_reset(struct network *n, uint64_t seed);

/* The rows from number `row` on. */
const float *network_x(const struct network *n, size_t row);
const void *network_target(const struct network *n, size_t row);

#endif
