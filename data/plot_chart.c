/* SPDX-License-Identifier: MIT
 * plot_chart.c - scales, tics, and labels that keep out of each other's way: see plot_chart.h. */
#include "plot_chart.h"

#include "gnuplot.h"
#include "plot_colour.h"

#include <math.h>
#include <string.h>

bool chart_scaled(enum plot_scale scale, double value, double *drawn)
{
    *drawn = scale == PLOT_LOG ? log10(value) : scale == PLOT_FROM_ZERO ? log2(1 + value) : value;
    return isfinite(value) && isfinite(*drawn);
}

double chart_pixel(const struct chart_axis *a, double drawn)
{
    return a->start + a->size * (drawn - a->low) / (a->high - a->low);
}

double chart_text_width(const char *text)
{
    size_t characters = 0;
    for (; *text != '\0'; text++)
        characters += ((unsigned char)*text & 0xc0) != 0x80;
    return (double)(characters * CHART_CHARACTER);
}

/* 1000 and more with k, M, G: "200 G". */
static void write_tic(FILE *f, double value, double at)
{
    static const char *const unit[] = {"", "k", "M", "G", "T"};
    size_t u = 0;
    for (; u < 4 && fabs(value) >= 999.5; u++)
        value /= 1000;
    fprintf(f, "'%.3g%s%s' %.9g", value, u > 0 ? " " : "", unit[u], at);
}

/* Those that fit between `first` and `last` decades, none on another. */
static void write_tics(FILE *f, const struct chart_axis *a, const double *per_decade, int first, int last, double apart)
{
    const char *comma = "";
    double before = -apart;
    for (int decade = first; decade <= last; decade++)
        for (const double *d = per_decade; *d > 0; d++) {
            double value = *d * pow(10, decade), at;
            if (!chart_scaled(a->scale, value, &at) || at < a->low - 1e-9 || at > a->high + 1e-9 ||
                (a->whole && value != floor(value)))
                continue;
            double pixel = chart_pixel(a, at);
            if (pixel - before < apart || (a->scale == PLOT_FROM_ZERO && pixel - chart_pixel(a, 0) < apart))
                continue;
            fputs(comma, f);
            write_tic(f, value, at);
            comma = ", ";
            before = pixel;
        }
}

void chart_tics(FILE *f, char axis, const struct chart_axis *a)
{
    static const double each[] = {1, 1.5, 2, 3, 5, 7, 0}, some[] = {1, 2, 5, 0}, one[] = {1, 0};
    const double apart = axis == 'x' ? 42 : 18;
    if (a->scale == PLOT_LINEAR) {
        fprintf(f, "set %ctics autofreq\n", axis);
        return;
    }
    bool zero = a->scale == PLOT_FROM_ZERO;
    double most = zero ? exp2(a->high) - 1 : 0;
    double decades = zero ? fmax(1, log10(fmax(most, 1))) : a->high - a->low;
    const double *per_decade = decades < 0.8 && !zero ? each : 3 * apart * decades < 0.9 * a->size ? some : one;
    fprintf(f, "set %ctics (%s", axis, zero ? "'0' 0, " : "");
    write_tics(f, a, per_decade, zero ? -1 : (int)floor(a->low), (int)ceil(zero ? log10(most + 1) : a->high), apart);
    fputs(")\n", f);
}

/* ---- labels -------------------------------------------------------------------------------------------------- */

enum { MOST = 600, REACH = 7 }; /* boxes; pixels from a point's centre to its label */

struct box {
    double left, right, low, high;
};

struct boxes {
    struct box box[MOST];
    size_t n;
};

static bool is_free(const struct boxes *b, const struct box *wanted, const struct chart *c)
{
    if (wanted->left < c->x.start || wanted->right > (double)c->width || wanted->low < c->y.start ||
        wanted->high > c->y.start + c->y.size + 8)
        return false;
    for (size_t i = 0; i < b->n; i++)
        if (wanted->left < b->box[i].right && wanted->right > b->box[i].left && wanted->low < b->box[i].high &&
            wanted->high > b->box[i].low)
            return false;
    return true;
}

static void add(struct boxes *b, const struct box *box)
{
    if (b->n < MOST)
        b->box[b->n++] = *box;
}

static bool point_at(const struct chart *c, const struct plot_curve *curve, size_t i, double *x, double *y)
{
    if (!chart_scaled(c->x.scale, curve->x ? curve->x[i] : (double)i, x) || !chart_scaled(c->y.scale, curve->y[i], y))
        return false;
    *x = chart_pixel(&c->x, *x);
    *y = chart_pixel(&c->y, *y);
    return true;
}

/* Right, left, above or below of the point. */
static bool place_label(FILE *f, struct boxes *taken, const struct chart *c, double x, double y, const char *text)
{
    static const struct {
        double dx, dy;
        const char *align;
    } side[] = {{1, 0, "left"},   {-1, 0, "right"},   {0, 1, "center"},  {0, -1, "center"},
                {.7, .9, "left"}, {-.7, .9, "right"}, {.7, -.9, "left"}, {-.7, -.9, "right"}};
    double width = chart_text_width(text), half = CHART_SMALL / 2. + 1;
    for (size_t s = 0; s < sizeof side / sizeof *side; s++) {
        double at = x + side[s].dx * REACH, up = y + side[s].dy * (REACH + half);
        double left = side[s].dx > 0 ? at : side[s].dx < 0 ? at - width : at - width / 2;
        struct box wanted = {left, left + width, up - half, up + half};
        if (!is_free(taken, &wanted, c))
            continue;
        add(taken, &wanted);
        fputs("set label ", f);
        gnuplot_text(f, text);
        fprintf(f, " at screen %.6f,%.6f %s front font ',%d' tc rgb '%s'\n", at / (double)c->width,
                up / (double)c->height, side[s].align, CHART_SMALL, plot_colours[COLOUR_INK].light);
        return true;
    }
    return false;
}

/* A rule has its name along it, from its first point; a level one before its end. */
static void keep_rule_name(struct boxes *taken, const struct chart *c, const struct plot_curve *rule)
{
    double x0, y0, x1, y1, width = chart_text_width(rule->name);
    if (rule->n != 2 || !point_at(c, rule, 0, &x0, &y0) || !point_at(c, rule, 1, &x1, &y1))
        return;
    double length = hypot(x1 - x0, y1 - y0), dx = (x1 - x0) / length, dy = (y1 - y0) / length;
    double from = dy == 0 ? length - width : 0;
    for (double at = from; at < from + width; at += CHART_SMALL) {
        double x = x0 + at * dx - CHART_SMALL * dy / 2, y = y0 + at * dy + CHART_SMALL * dx / 2;
        add(taken, &(struct box){x - 4, x + CHART_SMALL, y - 4, y + CHART_SMALL});
    }
}

void chart_labels(FILE *f, const struct chart *c, const struct plot_panel *p, const struct plot_look *look)
{
    struct boxes taken = {.n = 0};
    double x, y;
    for (size_t k = 0; k < p->curves; k++)
        for (size_t i = 0; look->mark && look->mark[k].style == PLOT_POINTS && i < p->curve[k].n; i++)
            if (point_at(c, &p->curve[k], i, &x, &y))
                add(&taken, &(struct box){x - 5, x + 5, y - 5, y + 5});
    for (size_t k = 0; k < p->curves; k++)
        if (look->mark && look->mark[k].style == PLOT_RULE)
            keep_rule_name(&taken, c, &p->curve[k]);
    for (size_t k = 0; k < p->curves; k++)
        for (size_t i = 0; look->mark && look->mark[k].label && i < p->curve[k].n; i++)
            if (look->mark[k].style != PLOT_RULE && look->mark[k].label[i] && point_at(c, &p->curve[k], i, &x, &y))
                place_label(f, &taken, c, x, y, look->mark[k].label[i]);
}
