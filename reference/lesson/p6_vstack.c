/* SPDX-License-Identifier: MIT
 * p6_vstack.c - two rows on top of each other (F3). */
#include "grid.h"
#include "numpy_print.h"
#include "script.h"

#include <stdint.h>

enum { N = 3 };

static enum program_status run(struct run *r)
{
    static const double a[N] = {1, 2, 3}, b[N] = {4, 5, 6};
    double stacked[2 * N];
    int64_t c[2 * N]; /* NumPy's integers; grid.h stacks doubles, which hold these exactly */
    grid_vstack(a, 1, b, 1, N, stacked);
    for (size_t i = 0; i < 2 * N; i++)
        c[i] = (int64_t)stacked[i];
    fputs("c:\n ", r->out);
    numpy_print_array(r->out, &(struct numpy_array){c, NUMPY_INT64, 2, {2, N}});
    fputc('\n', r->out);
    return PROGRAM_PASS;
}

const struct script script_p6_vstack = {
    .name = "p6_vstack",
    .about = "np.vstack puts arrays on top of each other",
    .cite = "F3, class2/p6_vstack.py",
    .run = run,
};
