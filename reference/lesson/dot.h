/* SPDX-License-Identifier: MIT
 * dot.h - the network that parts the red dots from the blue (F30, F31): what both p29 scripts share. */
#ifndef DOT_H
#define DOT_H

#include "script.h"

/* The parameters that both scripts begin with. */
enum { DOT_LR, DOT_EPOCHS, DOT_BATCH, DOT_SEED, DOT_OWN };

#define DOT_PARAMETERS                                                                                                 \
    [DOT_LR] = {"lr", 0.01, PARAMETER_REAL, 0, 1000, "learning rate"},                                                 \
    [DOT_EPOCHS] = {"epochs", 400, PARAMETER_WHOLE, 1, 1000000, "epochs to train"}, [DOT_BATCH] = {"batch",            \
                                                                                                   32,                 \
                                                                                                   PARAMETER_WHOLE,    \
                                                                                                   1,                  \
                                                                                                   300,                \
                                                                                                   "rows of a batch"}, \
    [DOT_SEED] = {"seed", 1,          PARAMETER_WHOLE,                                                                 \
                  0,      2147483646, "seed= of both tf.random.normal calls, no global seed (the course sets none)"}

/* `regularizer`: what the loss adds for l2_loss(w1) + l2_loss(w2), or NULL. */
enum program_status dot_run(struct run *r, const double *regularizer);

#endif
