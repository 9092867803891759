/* SPDX-License-Identifier: MIT
 * he_normal - standard normal numbers, scaled for a layer of k inputs. Three roundings, one of them under a root: 2.5v
 * here, as much in the reference. */
#include "row.h"

#include <math.h>

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = sqrt(2 / (double)dim[0]);
}

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *z = a->p[0];
    float *w = a->p[1];
    size_t n = a->dim[1];
    double std = a->k[0];
#pragma omp simd
    for (size_t i = lo * n; i < hi * n; i++)
        w[i] = (float)(z[i] * std);
}

const struct gradus_op GRADUS_ROW(he_normal) = {
    .name = "he_normal",
    .formula = "w = z sqrt(2 / k)",
    .cite = "F16 (I-8)",
    .axes = "kn",
    .operand = {{"z", "kn", .lo = -4, .hi = 4}, {"w", "kn", GRADUS_OUT}},
    .constants = constants,
    .flops = "kn + 2",
    .impl = {{"exact", NULL, "5v", {{run, 'k', ROW_GRAIN}}}},
};
