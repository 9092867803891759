/* SPDX-License-Identifier: MIT
 * p13_backpropagation.c - gradient descent with a fixed learning rate (F9, F11): 0.001 is too slow, 0.999 does not
 * converge. */
#include "descent.h"
#include "numpy_print.h"
#include "script.h"

enum { W, LR, EPOCHS };

static enum program_status run(struct run *r)
{
    float w = (float)r->value[W];
    for (int epoch = 0; epoch < (int)r->value[EPOCHS] && run_wanted(r); epoch++) {
        float loss = descent_step(&w, r->value[LR]);
        fprintf(r->out, "After %d epoch,w is ", epoch);
        numpy_print_fixed(r->out, (double)w);
        fputs(",loss is ", r->out);
        numpy_print_fixed(r->out, (double)loss);
        fputc('\n', r->out);
    }
    return PROGRAM_PASS;
}

const struct script script_p13_backpropagation = {
    .name = "p13_backpropagation",
    .about = "gradient descent on (w + 1)^2, fixed learning rate",
    .cite = "F8, F9, F11, class1/p13_backpropagation.py",
    .parameter =
        {
            [W] = {"w", 5, PARAMETER_REAL, -1e6, 1e6, "parameter to start from"},
            [LR] = {"lr", 0.2, PARAMETER_REAL, 0, 1000, "learning rate"},
            [EPOCHS] = {"epochs", 40, PARAMETER_WHOLE, 1, 1000000, "epochs to train"},
        },
    .run = run,
};
