/* SPDX-License-Identifier: MIT
 * model.h - the models that can be named: iris, dot, yogurt, mlp:A-B-C. */
#ifndef MODEL_H
#define MODEL_H

#include "arguments.h"
#include "dataset.h"
#include "gradus.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MODEL_TEXT = 96 };

struct model_kind;

struct model {
    char name[MODEL_TEXT];
    const struct model_kind *kind;
    struct gradus_model net;
    double lr, lr_adaptive; /* the second for optimizers that divide by the root of v */
    size_t epochs, batch;   /* the lecture's */
    bool halves;            /* a target of 0 or 1 that is met above or below 0.5 */
    bool every_step;        /* small enough to verify every step, however many */
    char init[8];           /* "tf", "he", "randn" */
    bool seeded;            /* by --seed */
    uint32_t seed;
    char describe[200];  /* "iris 4-3, softmax, mse" */
    struct dataset data; /* after model_load */
};

/* One name of each kind, ended by NULL. */
const char *const *model_names(void);

/* Finds a model by name and applies the options to it; no data yet. On failure one line in `error`. */
bool model_find(const char *name, const struct arguments *o, struct model *m, char *error, size_t error_size);

/* Loads or makes its data; standardizes the features where asked. Ended by model_free, which accepts an unloaded one.
 */
bool model_load(struct model *m, const struct arguments *o, char *error, size_t error_size);
void model_free(struct model *m);

/* Writes the initial weights into a bound net. */
void model_init(const struct model *m, struct gradus_net *net);

/* The name of parameter i of a net, as the lecture would: "w1[2,0]", "b1[0]". */
void model_parameter(const struct gradus_model *net, size_t i, char *text, size_t size);

/* Features to mean 0 and deviation 1 over the training rows; test rows by the same mean and deviation (standardize.c).
 * false: a column is constant, or there is no memory. */
bool model_standardize(struct dataset *d, char *error, size_t error_size);

#endif
