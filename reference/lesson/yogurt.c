/* SPDX-License-Identifier: MIT
 * yogurt.c - the training loop of p19_mse and p20_custom. */
#include "yogurt.h"
#include "dataset.h"
#include "numpy_print.h"
#include "rng_tf.h"
#include "tensor.h"

#include <stdlib.h>

enum { FEATURES = 2, PRINT_EVERY = 500 };

static void train(struct run *r, yogurt_loss *loss, const struct dataset *d, float *y, float w1[FEATURES])
{
    const struct numpy_array shown = {w1, NUMPY_FLOAT32, 2, {FEATURES, 1}};
    float gradient[FEATURES];
    int epochs = (int)r->value[YOGURT_EPOCHS];
    for (int epoch = 0; epoch < epochs && run_wanted(r); epoch++) {
        tensor_matmul(d->x, w1, y, d->rows, FEATURES, 1);
        loss(r->value, d->y, y, d->rows);
        tensor_matmul_transposed(d->x, y, gradient, d->rows, FEATURES, 1);
        tensor_descend(w1, gradient, FEATURES, (float)r->value[YOGURT_LR]);
        if (epoch % PRINT_EVERY == 0) {
            fprintf(r->out, "After %d training steps,w1 is \n", epoch);
            numpy_print_array(r->out, &shown);
            fputs(" \n\n", r->out);
        }
    }
    if (!run_wanted(r))
        return;
    fputs("Final w1 is:  ", r->out);
    numpy_print_array(r->out, &shown);
    fputc('\n', r->out);
}

enum program_status yogurt_run(struct run *r, yogurt_loss *loss)
{
    struct dataset d;
    if (!dataset_yogurt(&d, (uint32_t)r->value[YOGURT_SEED], r->error, sizeof r->error))
        return PROGRAM_ENVIRONMENT;
    enum program_status status = PROGRAM_ENVIRONMENT;
    float *y = malloc(d.rows * sizeof *y);
    if (y) {
        /* tf.random.normal([2, 1], stddev=stddev, seed=1), and no global seed */
        struct rng_tf rng;
        float w1[FEATURES];
        rng_tf_seed(&rng, RNG_TF_NO_GLOBAL_SEED, 1);
        rng_tf_normal(&rng, w1, FEATURES, (float)r->value[YOGURT_STDDEV]);
        train(r, loss, &d, y, w1);
        status = PROGRAM_PASS;
    } else {
        snprintf(r->error, sizeof r->error, "out of memory");
    }
    free(y);
    dataset_free(&d);
    return status;
}
