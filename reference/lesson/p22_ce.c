/* SPDX-License-Identifier: MIT
 * p22_ce.c - the cross entropy of two answers (F23, F24). */
#include "numpy_print.h"
#include "script.h"

#include <math.h>

enum { CLASSES = 2 };

/* tf.losses.categorical_crossentropy: Keras first divides y by its sum and keeps it off 0 and 1. The logarithm goes
 * through double so that the float does not depend on the C library's. */
static float categorical_crossentropy(const float y_[CLASSES], const float y[CLASSES])
{
    const float epsilon = 1e-7f;
    float sum = 0, loss = 0;
    for (size_t i = 0; i < CLASSES; i++)
        sum += y[i];
    for (size_t i = 0; i < CLASSES; i++) {
        float p = y[i] / sum;
        p = p > 1 - epsilon ? 1 - epsilon : p < epsilon ? epsilon : p;
        loss += y_[i] * (float)log((double)p);
    }
    return -loss;
}

static enum program_status run(struct run *r)
{
    static const float y_[CLASSES] = {1, 0}, y[][CLASSES] = {{0.6f, 0.4f}, {0.8f, 0.2f}};
    for (int i = 0; i < 2; i++) {
        float loss = categorical_crossentropy(y_, y[i]);
        fprintf(r->out, "loss_ce%d: ", i + 1);
        numpy_print_tensor(r->out, &(struct numpy_array){&loss, NUMPY_FLOAT32, 0, {0}});
        fputc('\n', r->out);
    }
    return PROGRAM_PASS;
}

const struct script script_p22_ce = {
    .name = "p22_ce",
    .about = "cross entropy: which of two answers is nearer",
    .cite = "F23, F24, class2/p22_ce.py",
    .run = run,
};
