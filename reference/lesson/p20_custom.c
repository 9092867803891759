/* SPDX-License-Identifier: MIT
 * p20_custom.c - yogurt sales by a loss of our own (F21, F22): making too much costs COST, making too little loses
 * PROFIT. */
#include "yogurt.h"

enum { COST = YOGURT_OWN, PROFIT };

/* The gradient of reduce_sum(where(y > y_, (y - y_) * COST, (y_ - y) * PROFIT)). The script's greater is strict: at
 * y = y_ the gradient is -PROFIT, where the slide's >= would give COST. */
static void custom(const double *value, const float *y_, float *y, size_t n)
{
    for (size_t i = 0; i < n; i++)
        y[i] = y[i] > y_[i] ? (float)value[COST] : -(float)value[PROFIT];
}

static enum program_status run(struct run *r)
{
    return yogurt_run(r, custom);
}

const struct script script_p20_custom = {
    .name = "p20_custom",
    .about = "yogurt sales, a loss that prices too much and too little differently",
    .cite = "F21, F22, class2/p20_custom.py",
    .parameter =
        {
            YOGURT_PARAMETERS(10000),
            [COST] = {"cost", 1, PARAMETER_REAL, 0, 1e6, "what a unit too many costs"},
            [PROFIT] = {"profit", 99, PARAMETER_REAL, 0, 1e6, "what a unit too few fails to earn"},
        },
    .run = run,
};
