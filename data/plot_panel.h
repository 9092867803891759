/* SPDX-License-Identifier: MIT
 * plot_panel.h - one panel of curves as a gnuplot script. Internal to the plots. */
#ifndef PLOT_PANEL_H
#define PLOT_PANEL_H

#include "plot_legend.h"

/* Starts a picture of that size in pixels. `alone`: with a background of its own. */
void panel_style(FILE *f, size_t width, size_t height, int font, bool alone);

/* Curves on linear axes, in the place that `set origin` and `set size` left for them. */
void panel_write(FILE *f, const struct plot_panel *p, const struct legend *l);

#endif
