/* SPDX-License-Identifier: MIT
 * plot_panel.c - curves on linear axes: see plot_panel.h. */
#include "plot_panel.h"

#include "gnuplot.h"
#include "plot_colour.h"

#include <math.h>

/* Up to here each step has its tic. */
enum { FEW_STEPS = 10 };

void panel_style(FILE *f, size_t width, size_t height, int font, bool alone)
{
    fprintf(f,
            "set encoding utf8\n"
            "set terminal svg size %zu,%zu fixed noenhanced font 'sans-serif,%d'%s\n"
            "set border 3 lc rgb '%s'\n"
            "set tics nomirror out\n"
            "set grid lt 1 lw 0.7 lc rgb '%s'\n"
            "set xlabel offset 0,0.4\n",
            width, height, font, alone ? " background 'white'" : "", plot_colours[COLOUR_AXIS].light,
            plot_colours[COLOUR_GRID].light);
}

/* ---- curves -------------------------------------------------------------------------------------------------- */

struct range {
    double low, high;
};

static void range_add(struct range *r, double v)
{
    if (isfinite(v)) {
        r->low = fmin(r->low, v);
        r->high = fmax(r->high, v);
    }
}

static bool range_is_flat(const struct range *r)
{
    return r->low <= r->high && r->high - r->low <= 1e-9 * fmax(fabs(r->low), fabs(r->high));
}

/* gnuplot rounds a range to its next tic, but makes little of a single value and nothing of none. */
static void write_range(FILE *f, const char *axis, const struct range *r)
{
    double around = r->low != 0 ? fabs(r->low) / 2 : 1;
    if (r->low > r->high)
        fprintf(f, "set %srange [0:1]\n", axis);
    else if (range_is_flat(r))
        fprintf(f, "set %srange [%.17g:%.17g]\n", axis, r->low - around, r->high + around);
    else
        fprintf(f, "set %srange [*<%.17g:%.17g<*]\n", axis, r->low, r->high);
}

/* A point left out is a gap in the line, which a blank line makes; two would start another data set. */
static void write_curve(FILE *f, const struct plot_curve *c)
{
    const char *gap = "";
    double x, y;
    for (size_t i = 0; i < c->n; i++)
        if (legend_point(c, i, &x, &y)) {
            fprintf(f, "%s%.17g %.17g\n", gap, x, y);
            gap = "";
        } else {
            gap = "\n";
        }
}

void panel_write(FILE *f, const struct plot_panel *p, const struct legend *l)
{
    struct range across = {INFINITY, -INFINITY}, up = across;
    bool counted = true;
    double x, y;
    for (size_t i = 0; i < p->curves; i++) {
        const struct plot_curve *c = &p->curve[i];
        fprintf(f, "$curve%zu << END\n", i);
        write_curve(f, c);
        fprintf(f, "END\n");
        counted = counted && c->x == NULL;
        /* What is not finite has its place on the x axis all the same. */
        for (size_t j = 0; j < c->n; j++) {
            if (legend_point(c, j, &x, &y))
                range_add(&up, y);
            range_add(&across, x);
        }
        if (legend_early_end(c, &x, &y)) {
            fprintf(f, "set label '' at first %.17g,%.17g front point pt 2 ps 0.9", x, y);
            legend_stroke(f, legend_find(l, p, i));
            fputc('\n', f);
        }
    }
    gnuplot_setting(f, "title", p->title);
    gnuplot_setting(f, "xlabel", p->xlabel);
    gnuplot_setting(f, "ylabel", p->ylabel);
    write_range(f, "x", &across);
    write_range(f, "y", &up);
    if (range_is_flat(&across))
        fprintf(f, "set xtics (%.9g)\n", across.low);
    else
        fprintf(f, "set xtics %s\n", counted && across.high <= FEW_STEPS ? "1" : "autofreq");
    fputs("plot NaN notitle", f);
    for (size_t i = 0; i < p->curves; i++) {
        size_t n = legend_points(&p->curve[i]);
        if (n > 0) {
            fprintf(f, ", $curve%zu using 1:2 with %s pt 7 ps 0.5", i,
                    n <= LEGEND_FEW_POINTS ? "linespoints" : "lines");
            legend_stroke(f, legend_find(l, p, i));
            fputs("notitle", f);
        }
    }
    fputs("\nunset label\nunset arrow\n", f);
}
