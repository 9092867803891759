/* SPDX-License-Identifier: MIT
 * where - the elementwise select of the lecture's tf.where(tf.greater(a, b), a, b); a NaN on either side takes b. */
#include "row.h"

static void run(const struct gradus_args *args, size_t lo, size_t hi)
{
    const float *a = args->p[0], *b = args->p[1];
    float *c = args->p[2];
#pragma omp simd
    for (size_t i = lo; i < hi; i++)
        c[i] = a[i] > b[i] ? a[i] : b[i];
}

const struct gradus_op GRADUS_ROW(where) = {
    .name = "where",
    .formula = "c = a if a > b else b",
    .cite = "F1, p4_where",
    .axes = "n",
    .operand = {{"a", "n"}, {"b", "n"}, {"c", "n", GRADUS_OUT}},
    .flops = "n",
    .grad = {&GRADUS_ROW(where_grad)},
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
