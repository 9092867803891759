/* SPDX-License-Identifier: MIT
 * plot_colour.c - the palette: see plot_colour.h. */
#include "plot_colour.h"

#include <stdio.h>
#include <string.h>

const struct plot_colour plot_colours[COLOURS] = {
    [COLOUR_INK] = {"ink", "#1b1f24", "#e7e9eb"},
    [COLOUR_PAPER] = {"paper", "#ffffff", "#14171a"},
    [COLOUR_AXIS] = {"axis", "#4a515a", "#aab2ba"},
    [COLOUR_GRID] = {"grid", "#dddddd", "#343a41"},
    [COLOUR_SERIES] = {"s1", "#0072b2", "#4aa8e8"},
    {"s2", "#cc5800", "#f08a4b"},
    {"s3", "#008a64", "#2fc79b"},
    {"s4", "#b3568a", "#e59ac4"},
    {"s5", "#3a8fc2", "#8fd0f5"},
    {"s6", "#a86f00", "#f0c04a"},
    {"s7", "#22272d", "#dfe2e5"},
    {"s8", "#767676", "#a0a6ac"},
    [COLOUR_FILL] = {"f1", "#d5d9de", "#434a52"},
    {"f2", "#bfe0f5", "#17496a"},
    {"f3", "#ffd6b0", "#74400f"},
    {"f4", "#bfe8d6", "#12543f"},
    {"f5", "#ecccdf", "#5f3350"},
    {"f6", "#f3e2a4", "#5a4a08"},
    [COLOUR_HEAT] = {"h1", "#eef5fb", "#1b2a37"},
    {"h2", "#d8e8f5", "#1c364b"},
    {"h3", "#bbd7ee", "#1d4360"},
    {"h4", "#9ac4e6", "#1e5176"},
    {"h5", "#76afdc", "#1f5f8c"},
    {"h6", "#5a9bd0", "#206da3"},
};

size_t plot_colour_find(unsigned red, unsigned green, unsigned blue)
{
    char light[32];
    size_t i = 0;
    snprintf(light, sizeof light, "#%02x%02x%02x", red & 0xff, green & 0xff, blue & 0xff);
    while (i < COLOURS && strcmp(plot_colours[i].light, light) != 0)
        i++;
    return i;
}
