/* SPDX-License-Identifier: MIT
 * plot.h - pictures through gnuplot: curves, and dots with a contour, as files; panels, heat maps and stacked bars as
 * parts of a page. */
#ifndef PLOT_H
#define PLOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

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

/* ---- in a page: inline SVG, its colours the CSS variables of plot_colour.h ------------------------------------- */

struct plot_place {
    FILE *page;
    unsigned number;          /* no two pictures of a page have the same */
    const char *title, *text; /* for those who do not see it */
    bool filled;              /* words stand on filled areas: the page needs no halo behind them. Set by what draws */
};

enum plot_scale {
    PLOT_LINEAR,
    PLOT_LOG,       /* what is not above 0 is left out */
    PLOT_FROM_ZERO, /* log2(1 + x): linear near 0, and yet there is room for millions */
};

/* How a curve is drawn: a line, marks alone, or a thin line in the axes' colour, which is named where it ends. */
enum plot_style { PLOT_LINE, PLOT_POINTS, PLOT_RULE };

struct plot_marks {
    enum plot_style style;
    const char *const *label; /* beside its points, where there is room: one each, NULL for none; or NULL */
};

struct plot_look {
    enum plot_scale x, y;
    const struct plot_marks *mark; /* of each curve; NULL: lines */
    const char *const *row;        /* names of y = 0, 1, 2, ... from above; NULL: y is a number */
    size_t rows;
    bool whole;    /* on a scale of PLOT_LOG, tics of x at whole numbers only */
    double across; /* a vertical line to compare with; NaN: none */
};

/* One panel, its legend below. What has nothing to draw is an empty pair of axes: callers leave it out. Errors as
 * plot_curves. */
bool plot_panel_in(const struct plot_place *place, const struct plot_panel *panel, const struct plot_look *look,
                   char *error, size_t error_size);

/* A map of cells, darker or lighter by the logarithm of their value, each with its text. */
struct plot_heat {
    const char *xlabel, *ylabel;
    const char *const *column, *const *row; /* names */
    size_t columns, rows;
    const double *value;     /* row by row; NaN or not above 0: no cell */
    const char *const *text; /* row by row */
};
bool plot_heat_in(const struct plot_place *place, const struct plot_heat *heat, char *error, size_t error_size);

/* Horizontal bars, each made of up to six parts, with text in a part that has room for it. */
struct plot_bars {
    const char *xlabel;
    const char *const *row, *const *part; /* names */
    size_t rows, parts;
    const double *value;     /* row by row; NaN: no such part */
    const char *const *text; /* row by row */
    const size_t *colour;    /* of each part, from 0, so that a part looks the same in every picture */
    const double *total;     /* a mark for each row, and what it is called; NaN: none */
    const char *total_name;
};
bool plot_bars_in(const struct plot_place *place, const struct plot_bars *bars, char *error, size_t error_size);

/* Whether gnuplot runs. Errors as plot_curves. */
bool plot_installed(char *error, size_t error_size);

/* Whether gnuplot runs and `path` can be written: to be asked before the work whose picture it is. Errors as
 * plot_curves.
 */
bool plot_possible(const char *path, char *error, size_t error_size);

#endif
