/* SPDX-License-Identifier: MIT
 * plot_legend.c - which curves are alike, and where their names go: see plot_legend.h. */
#include "plot_legend.h"

#include "gnuplot.h"
#include "plot_colour.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool legend_point(const struct plot_curve *c, size_t i, double *x, double *y)
{
    *x = c->x != NULL ? c->x[i] : (double)i;
    *y = c->y[i];
    return isfinite(*x) && isfinite(*y);
}

size_t legend_points(const struct plot_curve *c)
{
    size_t points = 0;
    double x, y;
    for (size_t i = 0; i < c->n; i++)
        points += legend_point(c, i, &x, &y);
    return points;
}

bool legend_early_end(const struct plot_curve *c, double *x, double *y)
{
    size_t i = c->n;
    while (i > 0 && !legend_point(c, i - 1, x, y))
        i--;
    return i > 0 && i < c->n;
}

static const char ENDED[] = "no finite value after this";

static bool same_name(const struct plot_curve *a, const struct plot_curve *b)
{
    return strcmp(a->name != NULL ? a->name : "", b->name != NULL ? b->name : "") == 0;
}

size_t legend_find(const struct legend *l, const struct plot_panel *p, size_t i)
{
    size_t twins = 0, k = 0;
    for (size_t j = 0; j < i; j++)
        twins += same_name(&p->curve[j], &p->curve[i]);
    while (k < l->n && !(same_name(l->entry[k], &p->curve[i]) && twins-- == 0))
        k++;
    return k;
}

/* The pixels that a line needs, generously: the font is the viewer's. */
static size_t legend_width(const char *name)
{
    size_t characters = 0;
    for (const char *s = name != NULL ? name : ""; *s != '\0'; s++)
        characters += ((unsigned char)*s & 0xc0) != 0x80;
    return LEGEND_SAMPLE + characters * LEGEND_CHARACTER + 2 * LEGEND_GAP;
}

bool legend_make(struct legend *l, const struct plot_panel *panel, size_t panels, const struct plot_marks *mark,
                 size_t *width)
{
    size_t most = 1;
    double x, y;
    for (size_t p = 0; p < panels; p++)
        most += panel[p].curves;
    *l = (struct legend){.entry = calloc(most, sizeof(const struct plot_curve *)), .mark = mark};
    for (size_t p = 0; p < panels && l->entry != NULL; p++)
        for (size_t i = 0; i < panel[p].curves; i++) {
            const struct plot_curve *c = &panel[p].curve[i];
            size_t needs = legend_width(c->name);
            if (legend_find(l, &panel[p], i) == l->n)
                l->entry[l->n++] = c;
            l->column_width = needs > l->column_width ? needs : l->column_width;
            l->ended = l->ended || (!mark && legend_early_end(c, &x, &y));
        }
    if (l->ended && l->column_width < legend_width(ENDED))
        l->column_width = legend_width(ENDED);
    *width = *width < l->column_width ? l->column_width : *width;
    size_t entries = l->n + l->ended;
    l->columns = l->column_width > 0 ? *width / l->column_width : 1;
    l->columns = entries > 0 && l->columns > entries ? entries : l->columns;
    l->lines = (entries + l->columns - 1) / l->columns;
    return l->entry != NULL;
}

void legend_stroke(FILE *f, size_t i)
{
    fprintf(f, " lw 2 dt %zu lc rgb '%s' ", i % 5 + 1, plot_colours[COLOUR_SERIES + i % COLOUR_SERIES_COUNT].light);
}

int legend_shape(const struct legend *l, size_t i)
{
    static const int SHAPE[] = {7, 5, 9, 13, 11, 6, 4, 8};
    return l->mark ? SHAPE[i % (sizeof SHAPE / sizeof *SHAPE)] : SHAPE[0];
}

/* The colour of what is said of all curves. */
enum { INK = 6 };

void legend_write(FILE *f, const struct legend *l, size_t width, size_t height)
{
    size_t left = (width - l->columns * l->column_width) / 2 + LEGEND_GAP;
    for (size_t k = 0; k < l->n + l->ended; k++) {
        double x = (double)(left + k % l->columns * l->column_width), w = (double)width;
        double y = ((double)(l->lines - k / l->columns) * LEGEND_LINE - LEGEND_GAP / 2.) / (double)height;
        bool points = k < l->n && l->mark && l->mark[k].style == PLOT_POINTS;
        if (k < l->n && !points) {
            fprintf(f, "set arrow from screen %.6f,%.6f to screen %.6f,%.6f nohead", x / w, y,
                    (x + LEGEND_SAMPLE - LEGEND_GAP) / w, y);
            legend_stroke(f, k);
        }
        if (k == l->n || points || legend_points(l->entry[k]) <= LEGEND_FEW_POINTS) {
            fprintf(f, "\nset label '' at screen %.6f,%.6f point pt %d ps %s",
                    (x + (LEGEND_SAMPLE - LEGEND_GAP) / 2.) / w, y, k == l->n ? 2 : legend_shape(l, k),
                    k == l->n || points ? "0.9" : "0.5");
            legend_stroke(f, k < l->n ? k : INK);
        }
        fputs("\nset label ", f);
        gnuplot_text(f, k < l->n ? l->entry[k]->name : ENDED);
        fprintf(f, " at screen %.6f,%.6f\n", (x + LEGEND_SAMPLE) / w, y);
    }
}
