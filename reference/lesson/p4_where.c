/* SPDX-License-Identifier: MIT
 * p4_where.c - the larger of two numbers, by a condition (F1). */
#include "numpy_print.h"
#include "script.h"

#include <stdint.h>

enum { N = 5 };

static enum program_status run(struct run *r)
{
    static const int32_t a[N] = {1, 2, 3, 1, 1}, b[N] = {0, 1, 3, 4, 5};
    int32_t c[N];
    for (size_t i = 0; i < N; i++)
        c[i] = a[i] > b[i] ? a[i] : b[i];
    fputs("c： ", r->out);
    numpy_print_tensor(r->out, &(struct numpy_array){c, NUMPY_INT32, 1, {N}});
    fputc('\n', r->out);
    return PROGRAM_PASS;
}

const struct script script_p4_where = {
    .name = "p4_where",
    .about = "tf.where takes from a where a > b, else from b",
    .cite = "F1, class2/p4_where.py",
    .run = run,
};
