/* SPDX-License-Identifier: MIT
 * gelu_tanh - as x / (1 + e^-2u): in the printed form 1 + tanh u loses every digit on the left.
 * |2u| <= 88 on the domain, with 6 roundings in it here and 6 in the reference; e^2u turns each into as many as 88. */
#include "exact.h"
#include "row.h"

static double gelu(double x)
{
    double u = 0x1.9884533d43651p-1 * (x + 0.044715 * x * x * x); /* sqrt(2 / pi) */
    double a = fabs(2 * u);
    double t = a > 700 ? 0 : exact_exp_bounded(-a);
    return x * ((x < 0 ? t : 1) / (1 + t));
}

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        y[i] = (float)gelu(x[i]);
}

const struct gradus_op GRADUS_ROW(gelu_tanh) = {
    .name = "gelu_tanh",
    .formula = "y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))",
    .cite = "Hendrycks & Gimpel 2016, arXiv:1606.08415",
    .axes = "n",
    .operand = {{"x", "n", GRADUS_IN, .lo = -10, .hi = 10}, {"y", "n", GRADUS_OUT}},
    .flops = "9n",
    .impl = {{"exact", NULL, "1100v", {{run, 'n', ROW_GRAIN}}}},
};
