/* SPDX-License-Identifier: MIT
 * plot_chart.h - the area of a panel in a page: from a value to a pixel, and where words fit. Internal to the plots. */
#ifndef PLOT_CHART_H
#define PLOT_CHART_H

#include "plot.h"

/* In pixels: what a phone shows at 0.8 times and a wide page at its own size. */
enum { CHART_WIDTH = 440, CHART_HEIGHT = 330, CHART_FONT = 14, CHART_SMALL = 13, CHART_CHARACTER = 8 };

struct chart_axis {
    enum plot_scale scale;
    double low, high;   /* as drawn (chart_scaled), low < high */
    double start, size; /* pixels; y from below */
    bool whole;         /* tics at whole numbers only */
};

struct chart {
    struct chart_axis x, y;
    size_t width, height; /* of the picture */
};

/* The value as it is drawn; false where it cannot be. */
bool chart_scaled(enum plot_scale scale, double value, double *drawn);

/* Pixels from the left or from below. */
double chart_pixel(const struct chart_axis *a, double drawn);

/* Writes labels beside points, each where it covers neither a point nor an earlier label, or not at all. */
void chart_labels(FILE *f, const struct chart *c, const struct plot_panel *p, const struct plot_look *look);

/* `set xtics`, or ytics, for the axis. */
void chart_tics(FILE *f, char axis, const struct chart_axis *a);

/* The pixels that text takes, generously: the font is the viewer's. */
double chart_text_width(const char *text);

#endif
