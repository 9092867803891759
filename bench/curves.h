/* SPDX-License-Identifier: MIT
 * curves.h - the loss and accuracy curves of several jobs, kept for a picture. */
#ifndef CURVES_H
#define CURVES_H

#include "report/report.h"
#include "train.h"

enum { CURVES_MOST = 40 };

struct curves_one {
    const char *optimizer;
    size_t batch, epochs;
    char model[MODEL_TEXT + 60];            /* and lr */
    char name[60], group[MODEL_TEXT + 100]; /* curves of one group share a panel */
    double *loss, *right;
    bool tested;
};

struct curves {
    bool wanted;
    size_t n, offered;
    struct curves_one curve[CURVES_MOST];
};

/* Keeps a copy of a training's curves; does nothing where they are not wanted. false: no memory. */
bool curves_add(struct curves *c, const struct job *j, const struct train_result *r);

/* Draws a panel of losses and, where rows were tested, one of accuracies for each group; says in the report what is
 * left out. */
bool curves_draw(struct curves *c, const char *path, struct report *r, char *error, size_t error_size);
void curves_free(struct curves *c);

#endif
