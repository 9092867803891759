/* SPDX-License-Identifier: MIT
 * mse - the mean squared error and its gradient in one pass over y and t. The difference of two floats and its square
 * are formed in double; the sum goes by lanes and chunks (sum.h): 164v, and 4v for its terms and the quotient. */
#include "loss.h"
#include "row.h"

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0];
    k[1] = 2 / (double)dim[0];
}

static struct loss_term term(double y, double t, const double *k)
{
    double d = y - t;
    return (struct loss_term){d * d, k[1] * d};
}

static void parts(const struct gradus_args *a, size_t lo, size_t hi)
{
    loss_elements(a, lo, hi, term);
}

const struct gradus_op GRADUS_ROW(mse) = {
    .name = "mse",
    .formula = "loss = sum (y - t)^2 / n, dy = 2 (y - t) / n",
    .cite = "F18, p19_mse",
    .axes = "n",
    .operand = {{"y", "n"}, {"t", "n"}, {"loss", "", GRADUS_OUT}, {"dy", "n", GRADUS_OUT}, {"work", "#", GRADUS_WORK}},
    .constants = constants,
    .flops = "5n",
    .impl = {{"exact", NULL, "170v", {{parts, 'n', SUM_GRAIN}, {loss_mean}}}},
};
