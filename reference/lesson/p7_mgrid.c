/* SPDX-License-Identifier: MIT
 * p7_mgrid.c - the points of a grid, as p29 needs them for its boundary (F4). */
#include "grid.h"
#include "numpy_print.h"
#include "script.h"

enum { NX = 2, NY = 4 };

static void print_named(FILE *out, const char *name, const double *data, int dims, size_t rows, size_t columns)
{
    fprintf(out, "%s:\n ", name);
    numpy_print_array(out, &(struct numpy_array){data, NUMPY_FLOAT64, dims, {rows, columns}});
    fputc('\n', out);
}

static enum program_status run(struct run *r)
{
    static const struct grid_axis down = {1, 3, 1}, across = {2, 4, 0.5};
    double x[NX * NY], y[NX * NY], x_flat[NX * NY], y_flat[NX * NY], grid[NX * NY * 2];
    grid_mgrid(&down, &across, x, y);
    grid_ravel(x, NX * NY, x_flat);
    grid_ravel(y, NX * NY, y_flat);
    grid_column_stack(x_flat, y_flat, NX * NY, grid);
    print_named(r->out, "x", x, 2, NX, NY);
    print_named(r->out, "y", y, 2, NX, NY);
    print_named(r->out, "x.ravel()", x_flat, 1, NX * NY, 0);
    print_named(r->out, "y.ravel()", y_flat, 1, NX * NY, 0);
    print_named(r->out, "grid", grid, 2, NX * NY, 2);
    return PROGRAM_PASS;
}

const struct script script_p7_mgrid = {
    .name = "p7_mgrid",
    .about = "np.mgrid, ravel and np.c_ make the points of a grid",
    .cite = "F4, class2/p7_mgrid.py",
    .run = run,
};
