/* SPDX-License-Identifier: MIT
 * curves.h - the loss and accuracy curves of several jobs, kept for a picture. */
#ifndef CURVES_H
#define CURVES_H

#include "train.h"

enum { CURVES_MOST = 64 };

struct curves_one {
    char name[MODEL_TEXT + 40], group[40]; /* curves of one group share a panel */
    size_t epochs;
    double *loss, *right;
    bool tested;
};

struct curves {
    bool wanted;
    size_t n;
    struct curves_one curve[CURVES_MOST];
};

/* Keeps a copy of a training's curves; does nothing where they are not wanted. false: no memory. */
bool curves_add(struct curves *c, const struct job *j, const struct train_result *r);

/* Draws a panel of losses and, where rows were tested, one of accuracies for each group. */
bool curves_draw(const struct curves *c, const char *path, char *error, size_t error_size);
void curves_free(struct curves *c);

#endif
