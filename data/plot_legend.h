/* SPDX-License-Identifier: MIT
 * plot_legend.h - the legend at the foot of a picture. gnuplot's own covers title, curves and axes once it has many
 * entries. Internal to the plots. */
#ifndef PLOT_LEGEND_H
#define PLOT_LEGEND_H

#include "plot.h"

#include <stdio.h>

/* In pixels: the height of a line, the width of a wide character, of the stroke shown beside a name, between columns.
 */
enum { LEGEND_LINE = 22, LEGEND_CHARACTER = 8, LEGEND_SAMPLE = 44, LEGEND_GAP = 12 };

/* Up to here each point is marked. */
enum { LEGEND_FEW_POINTS = 30 };

/* Curves of one name look alike in every panel and have one entry. A name that a panel uses twice has two. */
struct legend {
    const struct plot_curve **entry;
    size_t n;
    const struct plot_marks *mark; /* of each entry, in shapes of its own; NULL: lines, and dots where they are few */
    bool ended;                    /* an entry of its own tells what the mark at the end of a curve means */
    size_t columns, lines, column_width;
};

/* Point i of a curve; false where it is not finite. */
bool legend_point(const struct plot_curve *c, size_t i, double *x, double *y);

/* How many points of a curve are finite. */
size_t legend_points(const struct plot_curve *c);

/* The last point that is drawn, where others should follow it but are not finite. */
bool legend_early_end(const struct plot_curve *c, double *x, double *y);

/* The entry of a panel's curve i; l->n where there is none yet. */
size_t legend_find(const struct legend *l, const struct plot_panel *p, size_t i);

/* Entries for all panels' curves, laid out in lines across *width pixels, which grows where a name needs more. `mark`,
 * of one panel's curves, may be NULL; with it the caller says what the mark at an early end means. The caller frees
 * l->entry. False: no memory. */
bool legend_make(struct legend *l, const struct plot_panel *panel, size_t panels, const struct plot_marks *mark,
                 size_t *width);

/* Writes the stroke of entry i: its colour and its dashes. */
void legend_stroke(FILE *f, size_t i);

/* gnuplot's number of the shape of entry i. */
int legend_shape(const struct legend *l, size_t i);

/* Writes the legend at the foot of a picture of that size. */
void legend_write(FILE *f, const struct legend *l, size_t width, size_t height);

#endif
