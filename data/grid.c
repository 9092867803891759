/* SPDX-License-Identifier: MIT
 * grid.c - the few array builders the lecture borrows from NumPy. */
#include "grid.h"

#include <math.h>
#include <string.h>

size_t grid_points(const struct grid_axis *axis)
{
    double points = ceil((axis->stop - axis->start) / axis->step);
    /* Negated, so that NaN (0 / 0, infinite ends) is refused with the empty and the endless. */
    if (!(points > 0 && points <= 0x1p53))
        return 0;
    return (size_t)points;
}

void grid_mgrid(const struct grid_axis *a, const struct grid_axis *b, double *x, double *y)
{
    size_t rows = grid_points(a), cols = grid_points(b);
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < cols; j++) {
            /* A product and a sum, as NumPy does it: adding the step again and again would drift. */
            x[i * cols + j] = (double)i * a->step + a->start;
            y[i * cols + j] = (double)j * b->step + b->start;
        }
}

/* out may be x; and memmove wants real pointers even for nothing. */
static void copy(double *out, const double *x, size_t n)
{
    if (n > 0)
        memmove(out, x, n * sizeof *x);
}

void grid_vstack(const double *a, size_t ra, const double *b, size_t rb, size_t cols, double *out)
{
    copy(out, a, ra * cols);
    copy(out + ra * cols, b, rb * cols);
}

void grid_ravel(const double *x, size_t n, double *out)
{
    copy(out, x, n);
}

void grid_column_stack(const double *a, const double *b, size_t n, double *out)
{
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = a[i];
        out[2 * i + 1] = b[i];
    }
}
