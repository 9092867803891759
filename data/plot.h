/* SPDX-License-Identifier: MIT
 * plot.h - pictures through gnuplot: curves, and dots with a contour. */
#ifndef PLOT_H
#define PLOT_H

#include <stdbool.h>
#include <stddef.h>

struct plot_curve {
    const char *name;
    const double *x, *y; /* x NULL: 0, 1, 2, ...; a point that is not finite leaves a gap */
    size_t n;
};

struct plot_panel {
    const char *title, *xlabel, *ylabel;
    const struct plot_curve *curve;
    size_t curves;
};

/* Draws panels, two in a row, into an SVG file. Below them is one legend for all: curves of one name look alike. The
 * end of a curve that only points that are not finite follow is marked. The file is written to a temporary beside it
 * and renamed: there is a whole picture or none. Returns false with one line in `error` where gnuplot is missing or
 * fails, or the file cannot be written. Text stays text; the SVG's title is the panels'. */
bool plot_curves(const char *path, const struct plot_panel *panel, size_t panels, char *error, size_t error_size);

struct plot_dots {
    const char *title;
    const double *x, *y; /* n points */
    const int *label;    /* 1: red, 0: blue */
    size_t n;
    const double *grid_x, *grid_y, *grid_z; /* nx x ny values over a grid, row-major as grid_mgrid makes it */
    size_t nx, ny;
    double level; /* the contour to draw */
};

/* Draws the dots and the contour of the grid at `level`. Errors as plot_curves. */
bool plot_contour(const char *path, const struct plot_dots *dots, char *error, size_t error_size);

/* Whether gnuplot runs and `path` can be written: to be asked before the work whose picture it is. Errors as
 * plot_curves.
 */
bool plot_possible(const char *path, char *error, size_t error_size);

#endif
