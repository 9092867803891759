/* SPDX-License-Identifier: MIT
 * sgd - exact: lr g is exact in double, so w - lr g is rounded once there, in the reference as here.
 * fast: the product is rounded too, to half an ulp; the reference's rounding in double is half a v. */
#include "row.h"
#include "update.h"

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0];
    const float *g = a->p[1];
    double lr = *(const float *)a->p[2];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        w[i] = (float)(w[i] - lr * g[i]);
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0];
    const float *g = a->p[1];
    float lr = *(const float *)a->p[2];
    if (!update_fits(lr)) {
        exact(a, lo, hi);
        return;
    }
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        w[i] = w[i] - lr * g[i];
}

const struct gradus_op GRADUS_ROW(sgd) = {
    .name = "sgd",
    .formula = "w' = w - lr g",
    .cite = "F33, p32_sgd",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT}, {"g", "n"}, {"lr", "", .lo = 0.001, .hi = 1}},
    .flops = "2n",
    .impl = {{"exact", NULL, "0", {{exact, 'n', ROW_GRAIN}}}, {"fast", NULL, "0.5 + v", {{fast, 'n', 2 * ROW_GRAIN}}}},
};
