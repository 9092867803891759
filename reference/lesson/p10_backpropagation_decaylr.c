/* SPDX-License-Identifier: MIT
 * p10_backpropagation_decaylr.c - gradient descent with an exponentially decaying learning rate (F10). */
#include "descent.h"
#include "numpy_print.h"
#include "script.h"

#include <math.h>

enum { W, LR_BASE, LR_DECAY, LR_STEP, EPOCHS };

static enum program_status run(struct run *r)
{
    float w = (float)r->value[W];
    for (int epoch = 0; epoch < (int)r->value[EPOCHS] && run_wanted(r); epoch++) {
        /* Python's own float64; the exponent is a real number, the rate has no staircase */
        double lr = r->value[LR_BASE] * pow(r->value[LR_DECAY], epoch / r->value[LR_STEP]);
        float loss = descent_step(&w, lr);
        fprintf(r->out, "After %d epoch,w is ", epoch);
        numpy_print_fixed(r->out, (double)w);
        fputs(",loss is ", r->out);
        numpy_print_fixed(r->out, (double)loss);
        fputs(",lr is ", r->out);
        numpy_print_fixed(r->out, lr);
        fputc('\n', r->out);
    }
    return PROGRAM_PASS;
}

const struct script script_p10_backpropagation_decaylr = {
    .name = "p10_backpropagation_decaylr",
    .about = "gradient descent on (w + 1)^2, decaying learning rate",
    .cite = "F10, class2/p10_backpropagation_decaylr.py",
    .parameter =
        {
            [W] = {"w", 5, PARAMETER_REAL, -1e6, 1e6, "parameter to start from"},
            [LR_BASE] = {"lr-base", 0.2, PARAMETER_REAL, 0, 1000, "first learning rate"},
            [LR_DECAY] = {"lr-decay", 0.99, PARAMETER_REAL, 0, 1, "decay of the learning rate"},
            [LR_STEP] = {"lr-step", 1, PARAMETER_WHOLE, 1, 1000000, "epochs for one whole decay"},
            [EPOCHS] = {"epochs", 40, PARAMETER_WHOLE, 1, 1000000, "epochs to train"},
        },
    .run = run,
};
