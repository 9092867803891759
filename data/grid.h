/* SPDX-License-Identifier: MIT
 * grid.h - NumPy's vstack, mgrid, ravel and column_stack (np.c_), as the lecture uses them (p6, p7, p29). */
#ifndef GRID_H
#define GRID_H

#include <stddef.h>

/* One axis of np.mgrid: start, start + step, ... below stop (the end is excluded). */
struct grid_axis {
    double start, stop, step;
};

/* The number of points of an axis, ceil((stop - start) / step), as NumPy counts them; 0 where it is empty or senseless.
 */
size_t grid_points(const struct grid_axis *axis);

/* np.mgrid[a, b]: x and y, each grid_points(a) x grid_points(b), row-major, the caller's. x varies down, y across. */
void grid_mgrid(const struct grid_axis *a, const struct grid_axis *b, double *x, double *y);

/* np.vstack((a, b)): rows of a (ra x cols), then of b (rb x cols), into out ((ra + rb) x cols). */
void grid_vstack(const double *a, size_t ra, const double *b, size_t rb, size_t cols, double *out);

/* x.ravel() of a row-major array: its n elements in order. out may be x. */
void grid_ravel(const double *x, size_t n, double *out);

/* np.c_[a, b]: n rows (a[i], b[i]) into out (n x 2). */
void grid_column_stack(const double *a, const double *b, size_t n, double *out);

#endif
