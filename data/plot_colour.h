/* SPDX-License-Identifier: MIT
 * plot_colour.h - the colours of all pictures. A file of its own has the light ones; inside a page each is a CSS
 * variable of that name, so that one picture serves a light and a dark page. */
#ifndef PLOT_COLOUR_H
#define PLOT_COLOUR_H

#include <stddef.h>

enum {
    COLOUR_INK,   /* words */
    COLOUR_PAPER, /* what is behind them */
    COLOUR_AXIS,
    COLOUR_GRID,
    COLOUR_SERIES,
    COLOUR_SERIES_COUNT = 8,
    COLOUR_FILL = COLOUR_SERIES + COLOUR_SERIES_COUNT, /* of parts of a bar: words are read on it */
    COLOUR_FILL_COUNT = 6,
    COLOUR_HEAT = COLOUR_FILL + COLOUR_FILL_COUNT, /* from little to much: words are read on it */
    COLOUR_HEAT_COUNT = 6,
    COLOURS = COLOUR_HEAT + COLOUR_HEAT_COUNT,
};

struct plot_colour {
    const char *name, *light, *dark; /* #rrggbb; the light ones differ from one another */
};

/* Series: told apart with any colour vision, after the palette of Okabe and Ito 2008, darkened or lightened until each
 * stands out from the paper by 3 to 1; words from fills and heat by 4.5 to 1. */
extern const struct plot_colour plot_colours[COLOURS];

/* The colour with that light value; COLOURS: none. */
size_t plot_colour_find(unsigned red, unsigned green, unsigned blue);

#endif
