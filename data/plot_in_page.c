/* SPDX-License-Identifier: MIT
 * plot_in_page.c - a panel as a part of a page: lines, marks and rules on scales of any kind. */
#include "gnuplot.h"
#include "plot_chart.h"
#include "plot_colour.h"
#include "plot_panel.h"

#include <math.h>
#include <stdlib.h>

/* In pixels. */
enum { LEFT = 74, RIGHT = 14, TOP = 14, BOTTOM = 56, ROW = 22, NAMES_MOST = 262 };

static enum plot_style style_of(const struct plot_look *look, size_t curve)
{
    return look->mark ? look->mark[curve].style : PLOT_LINE;
}

static bool drawn_point(const struct chart *c, const struct plot_curve *curve, size_t i, double *x, double *y)
{
    return chart_scaled(c->x.scale, curve->x ? curve->x[i] : (double)i, x) && chart_scaled(c->y.scale, curve->y[i], y);
}

static void widen(struct chart_axis *a, double v)
{
    a->low = fmin(a->low, v);
    a->high = fmax(a->high, v);
}

/* Some air around the points; a scale from 0 begins there, and one value has a range all the same. */
static void settle(struct chart_axis *a)
{
    if (a->low > a->high)
        *a = (struct chart_axis){a->scale, 0, 1, a->start, a->size};
    double span = a->high - a->low;
    double air = span > 1e-9 * fmax(fabs(a->low), fabs(a->high)) ? 0.06 * span : a->scale == PLOT_LOG ? 0.3 : 1;
    a->low = a->scale == PLOT_FROM_ZERO ? -air / 2 : a->low - air;
    a->high += air;
}

static struct chart layout(const struct plot_panel *p, const struct plot_look *look, size_t foot)
{
    double names = 0, x, y;
    for (size_t i = 0; i < look->rows; i++)
        names = fmin(NAMES_MOST, fmax(names, chart_text_width(look->row[i]) + 20));
    struct chart c = {.x = {look->x, INFINITY, -INFINITY, names > 0 ? names : LEFT, 0},
                      .y = {look->y, INFINITY, -INFINITY, (double)foot + BOTTOM, 0},
                      .width = CHART_WIDTH};
    c.x.whole = look->whole;
    c.x.size = CHART_WIDTH - c.x.start - RIGHT;
    c.y.size = look->rows ? (double)(look->rows * ROW) : CHART_HEIGHT - TOP - BOTTOM;
    c.height = (size_t)(c.y.start + c.y.size + TOP);
    for (size_t k = 0; k < p->curves; k++)
        for (size_t i = 0; i < p->curve[k].n; i++)
            if (drawn_point(&c, &p->curve[k], i, &x, &y)) {
                widen(&c.x, x);
                widen(&c.y, y);
            }
    if (chart_scaled(look->x, look->across, &x))
        widen(&c.x, x);
    settle(&c.x);
    settle(&c.y);
    return c;
}

static void write_axes(FILE *f, const struct chart *c, const struct plot_panel *p, const struct plot_look *look)
{
    double w = (double)c->width, h = (double)c->height, x;
    gnuplot_setting(f, "xlabel", p->xlabel);
    gnuplot_setting(f, "ylabel", look->rows ? "" : p->ylabel);
    fputs("set ylabel offset 1.6,0\nset xlabel offset 0,1\nset tics scale 0.5 font ',13'\nset xtics offset 0,0.4\n", f);
    fprintf(f, "set lmargin at screen %.6f\nset rmargin at screen %.6f\nset bmargin at screen %.6f\n", c->x.start / w,
            (c->x.start + c->x.size) / w, c->y.start / h);
    fprintf(f, "set tmargin at screen %.6f\nset xrange [%.12g:%.12g]\n", (c->y.start + c->y.size) / h, c->x.low,
            c->x.high);
    chart_tics(f, 'x', &c->x);
    if (look->rows) {
        fprintf(f, "set yrange [%zu.5:-0.5]\nset ytics scale 0 font ',%d' (", look->rows - 1, CHART_SMALL);
        for (size_t i = 0; i < look->rows; i++) {
            fputs(i > 0 ? ", " : "", f);
            gnuplot_text(f, look->row[i]);
            fprintf(f, " %zu", i);
        }
        fputs(")\n", f);
    } else {
        fprintf(f, "set yrange [%.12g:%.12g]\n", c->y.low, c->y.high);
        chart_tics(f, 'y', &c->y);
    }
    if (chart_scaled(look->x, look->across, &x))
        fprintf(f, "set arrow from first %.12g,graph 0 to first %.12g,graph 1 nohead lw 1.5 lc rgb '%s'\n", x, x,
                plot_colours[COLOUR_AXIS].light);
}

/* A point left out is a gap, which a blank line makes; two would start another data set. */
static size_t write_points(FILE *f, const struct chart *c, const struct plot_curve *curve, size_t number)
{
    const char *gap = "";
    size_t points = 0;
    double x, y;
    fprintf(f, "$curve%zu << END\n", number);
    for (size_t i = 0; i < curve->n; i++)
        if (drawn_point(c, curve, i, &x, &y)) {
            fprintf(f, "%s%.12g %.12g\n", gap, x, y);
            gap = "";
            points++;
        } else if (points > 0) {
            gap = "\n";
        }
    fprintf(f, "END\n");
    return points;
}

/* Where the names of sloping rules begin, in pixels from below. */
struct rule_names {
    double at[16];
    size_t n;
};

/* Whether a name that begins there would stand on another; remembers it where not. */
static bool is_crowded(struct rule_names *names, double at)
{
    for (size_t i = 0; i < names->n; i++)
        if (fabs(names->at[i] - at) < 1.5 * CHART_SMALL)
            return true;
    if (names->n < sizeof names->at / sizeof *names->at)
        names->at[names->n++] = at;
    return false;
}

/* Along the line, from its first point; a level one has its name at its end, above. */
static void write_rule_name(FILE *f, const struct chart *c, const struct plot_curve *curve, struct rule_names *names)
{
    double x0, y0, x1, y1;
    if (curve->n < 2 || !drawn_point(c, curve, 0, &x0, &y0) || !drawn_point(c, curve, 1, &x1, &y1) ||
        (y0 != y1 && is_crowded(names, chart_pixel(&c->y, y0))))
        return;
    double dx = chart_pixel(&c->x, x1) - chart_pixel(&c->x, x0), dy = chart_pixel(&c->y, y1) - chart_pixel(&c->y, y0);
    bool level = fabs(dy) < 1;
    fputs("set label ", f);
    gnuplot_text(f, curve->name);
    fprintf(f, " at first %.12g,%.12g %s rotate by %.1f offset %s font ',%d' tc rgb '%s'\n", level ? x1 : x0,
            level ? y1 : y0, level ? "right" : "left", level ? 0 : atan2(dy, dx) * 180 / acos(-1),
            level ? "0,0.5" : "0.2,0.7", CHART_SMALL - 1, plot_colours[COLOUR_AXIS].light);
}

static void write_curves(FILE *f, const struct chart *c, const struct plot_panel *p, const struct plot_look *look,
                         const struct legend *l)
{
    struct rule_names names = {.n = 0};
    double x, y;
    for (size_t k = 0; k < p->curves; k++) {
        write_points(f, c, &p->curve[k], k);
        if (style_of(look, k) == PLOT_RULE)
            write_rule_name(f, c, &p->curve[k], &names);
        else if (style_of(look, k) == PLOT_LINE && legend_early_end(&p->curve[k], &x, &y) &&
                 chart_scaled(c->x.scale, x, &x) && chart_scaled(c->y.scale, y, &y)) {
            fprintf(f, "set label '' at first %.12g,%.12g front point pt 2 ps 0.9", x, y);
            legend_stroke(f, k);
            fputc('\n', f);
        }
    }
    chart_labels(f, c, p, look);
    fprintf(f, "plot NaN lc rgb '%s' notitle", plot_colours[COLOUR_AXIS].light);
    for (size_t k = 0; k < p->curves; k++) {
        bool few = legend_points(&p->curve[k]) <= LEGEND_FEW_POINTS;
        fprintf(f, ", $curve%zu using 1:2 with ", k);
        if (style_of(look, k) == PLOT_RULE) {
            fprintf(f, "lines lw 1.5 lc rgb '%s' notitle", plot_colours[COLOUR_AXIS].light);
            continue;
        }
        fprintf(f, "%s pt %d ps %s",
                style_of(look, k) == PLOT_POINTS ? "points"
                : few                            ? "linespoints"
                                                 : "lines",
                legend_shape(l, k), style_of(look, k) == PLOT_POINTS ? "0.8" : "0.6");
        legend_stroke(f, k);
        fputs("notitle", f);
    }
    fputc('\n', f);
}

bool plot_panel_in(const struct plot_place *place, const struct plot_panel *panel, const struct plot_look *look,
                   char *error, size_t error_size)
{
    struct gnuplot g;
    struct legend l;
    struct plot_panel named = *panel; /* without the rules, which come last and are named where they are */
    size_t width = CHART_WIDTH;
    while (named.curves > 0 && style_of(look, named.curves - 1) == PLOT_RULE)
        named.curves--;
    if (!legend_make(&l, &named, 1, look->mark, &width)) {
        snprintf(error, error_size, "out of memory");
        return false;
    }
    /* One curve that is named above needs no legend. */
    size_t foot = named.curves > 1 || l.ended ? l.lines * LEGEND_LINE + LEGEND_GAP / 2 : 0;
    bool good = gnuplot_begin(&g, error, error_size);
    if (good) {
        FILE *f = g.file[GNUPLOT_SCRIPT];
        struct chart c = layout(panel, look, foot);
        panel_style(f, c.width, c.height, CHART_FONT, false);
        if (foot > 0)
            legend_write(f, &l, c.width, c.height);
        write_axes(f, &c, panel, look);
        write_curves(f, &c, panel, look, &l);
        good = gnuplot_draw_in(&g, place, error, error_size);
    }
    free(l.entry);
    return good;
}
