/* SPDX-License-Identifier: MIT
 * standardize.c - features as the lecture advises (F16). The training rows go through the row `standardize`; the test
 * rows must use the training rows' mean and deviation, or they would tell the network about themselves. */
#include "model.h"

#include "buffer.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Standardizes the test rows' column j by the training rows; false where it is constant. */
static bool test_column(struct dataset *d, size_t j)
{
    double mean = 0, square = 0;
    for (size_t i = 0; i < d->rows; i++)
        mean += (double)d->x[i * d->features + j];
    mean /= (double)d->rows;
    for (size_t i = 0; i < d->rows; i++) {
        double r = (double)d->x[i * d->features + j] - mean;
        square += r * r;
    }
    double deviation = sqrt(square / (double)d->rows);
    for (size_t i = d->rows; i < d->rows + d->test; i++)
        d->x[i * d->features + j] = (float)(((double)d->x[i * d->features + j] - mean) / deviation);
    return deviation > 0;
}

bool model_standardize(struct dataset *d, char *error, size_t error_size)
{
    const struct gradus_op *op = gradus_find("standardize");
    size_t n = d->rows * d->features, dim[GRADUS_AXES] = {d->rows, d->features};
    struct gradus_call call;
    struct gradus_team alone = {1, false};
    bool good = false;
    for (size_t j = 0; j < d->features; j++)
        if (!test_column(d, j)) {
            snprintf(error, error_size, "--standardize: feature %zu is the same in all rows", j);
            return false;
        }
    struct buffer y = buffer_new(n * sizeof *d->x);
    void *const p[GRADUS_OPERANDS] = {d->x, y.p};
    if (!y.p || gradus_call_init(&call, op, NULL, dim, p, NULL, 1) != GRADUS_OK)
        goto done;
    gradus_run(&call, 1, &alone);
    memcpy(d->x, y.p, n * sizeof *d->x);
    good = true;
done:
    if (!good)
        snprintf(error, error_size, "--standardize: out of memory");
    buffer_free(&y);
    return good;
}
