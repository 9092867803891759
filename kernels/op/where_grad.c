/* SPDX-License-Identifier: MIT
 * where_grad - the gradient goes to the side that was taken. A select, not a product: an infinite dc leaves the other
 * side 0. */
#include "row.h"

static void run(const struct gradus_args *args, size_t lo, size_t hi)
{
    const float *a = args->p[0], *b = args->p[1], *dc = args->p[2];
    float *da = args->p[3], *db = args->p[4];
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        float ai = a[i], bi = b[i], dci = dc[i]; /* read before da or db, which may be their memory, is written */
        da[i] = ai > bi ? dci : 0;
        db[i] = ai > bi ? 0 : dci;
    }
}

const struct gradus_op GRADUS_ROW(where_grad) = {
    .name = "where_grad",
    .formula = "da = dc if a > b else 0, db = 0 if a > b else dc",
    .cite = "F1, p4_where",
    .axes = "n",
    .operand = {{"a", "n"}, {"b", "n"}, {"dc", "n"}, {"da", "n", GRADUS_OUT}, {"db", "n", GRADUS_OUT}},
    .flops = "n",
    .impl = {{"exact", NULL, "0", {{run, 'n', ROW_GRAIN}}}},
};
