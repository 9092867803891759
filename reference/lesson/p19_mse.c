/* SPDX-License-Identifier: MIT
 * p19_mse.c - yogurt sales by the mean squared error (F18..F20). */
#include "tensor.h"
#include "yogurt.h"

static void mse(const double *value, const float *y_, float *y, size_t n)
{
    (void)value;
    tensor_mse(y_, y, y, n);
}

static enum program_status run(struct run *r)
{
    return yogurt_run(r, mse);
}

const struct script script_p19_mse = {
    .name = "p19_mse",
    .about = "yogurt sales, mean squared error",
    .cite = "F18, F19, F20, class2/p19_mse.py",
    .parameter = {YOGURT_PARAMETERS(15000)},
    .run = run,
};
