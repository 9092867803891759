/* SPDX-License-Identifier: MIT
 * plot.c - writes gnuplot scripts: panels of curves, and dots with a contour. */
#include "plot.h"

#include "gnuplot.h"
#include "plot_legend.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* In pixels. */
enum { ONE_WIDTH = 640, PANEL_WIDTH = 500, PANEL_HEIGHT = 380, DOTS_SIZE = 560 };

/* Up to here each step has its tic. */
enum { FEW_STEPS = 10 };

bool plot_possible(const char *path, char *error, size_t error_size)
{
    struct gnuplot g;
    struct atomic_file target;
    struct stat s;
    if (!gnuplot_begin(&g, error, error_size))
        return false;
    gnuplot_leave_locale(&g);
    bool good = gnuplot_run(&g, (char[]){"--version"}, error, error_size);
    gnuplot_end(&g);
    /* Who reads a fifo would take its opening and closing for the picture. */
    if (!good || (stat(path, &s) == 0 && S_ISFIFO(s.st_mode)))
        return good;
    good = atomic_file_open(&target, path, error, error_size);
    atomic_file_abandon(&target);
    return good;
}

static void write_style(FILE *f, size_t width, size_t height)
{
    fprintf(f,
            "set encoding utf8\n"
            "set terminal svg size %zu,%zu fixed noenhanced font 'sans-serif,14' background 'white'\n"
            "set border 3 lc rgb '#444444'\n"
            "set tics nomirror out\n"
            "set grid lt 1 lw 0.7 lc rgb '#dddddd'\n"
            "set xlabel offset 0,0.4\n",
            width, height);
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

static void write_panel(FILE *f, const struct plot_panel *p, const struct legend *l)
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

/* What the picture is called, and what its legend names, for those who do not see it. */
static void write_head(FILE *f, const struct plot_panel *panel, size_t panels, const struct legend *l)
{
    fputs("<title>", f);
    for (size_t p = 0; p < panels; p++) {
        fputs(p > 0 ? "; " : "", f);
        gnuplot_words(f, panel[p].title, true);
    }
    fputs("</title>\n<desc>", f);
    for (size_t k = 0; k < l->n; k++) {
        fputs(k > 0 ? "; " : "", f);
        gnuplot_words(f, l->entry[k]->name, true);
    }
    fputs("</desc>\n", f);
}

bool plot_curves(const char *path, const struct plot_panel *panel, size_t panels, char *error, size_t error_size)
{
    struct gnuplot g;
    struct legend l;
    size_t columns = panels > 1 ? 2 : 1, rows = (panels + columns - 1) / columns;
    size_t width = panels > 1 ? columns * PANEL_WIDTH : ONE_WIDTH;
    if (!legend_make(&l, panel, panels, &width)) {
        snprintf(error, error_size, "%s: out of memory", path);
        return false;
    }
    size_t foot = l.lines * LEGEND_LINE + LEGEND_GAP, height = rows * PANEL_HEIGHT + foot;
    bool good = gnuplot_begin(&g, error, error_size);
    if (good) {
        FILE *f = g.file[GNUPLOT_SCRIPT];
        write_head(g.file[GNUPLOT_HEAD], panel, panels, &l);
        write_style(f, width, height);
        fprintf(f, "set multiplot\nset size %.6f,%.6f\n", 1. / (double)columns, PANEL_HEIGHT / (double)height);
        legend_write(f, &l, width, height);
        for (size_t i = 0; i < panels; i++) {
            fprintf(f, "set origin %.6f,%.6f\n", (double)(i % columns) / (double)columns,
                    (double)(foot + (rows - 1 - i / columns) * PANEL_HEIGHT) / (double)height);
            write_panel(f, &panel[i], &l);
        }
        fputs("unset multiplot\n", f);
        good = gnuplot_draw(&g, path, error, error_size);
    }
    free(l.entry);
    return good;
}

/* ---- dots ---------------------------------------------------------------------------------------------------- */

static size_t write_dots(FILE *f, const struct plot_dots *d, int label)
{
    size_t count = 0;
    fprintf(f, "$dots%d << END\n", label);
    for (size_t i = 0; i < d->n; i++)
        if ((d->label[i] != 0) == label && isfinite(d->x[i]) && isfinite(d->y[i])) {
            fprintf(f, "%.17g %.17g\n", d->x[i], d->y[i]);
            count++;
        }
    fprintf(f, "END\n");
    return count;
}

/* Has gnuplot trace the contour; false where the values do not reach the level from both sides: there is none then. */
static bool write_contour(FILE *f, const struct plot_dots *d)
{
    bool below = false, above = false;
    for (size_t i = 0; i < d->nx * d->ny; i++) {
        below = below || d->grid_z[i] < d->level;
        above = above || d->grid_z[i] > d->level;
    }
    if (!below || !above)
        return false;
    fprintf(f, "$grid << END\n");
    for (size_t i = 0; i < d->nx * d->ny; i++)
        fprintf(f, "%s%.17g %.17g %.17g\n", i > 0 && i % d->ny == 0 ? "\n" : "", d->grid_x[i], d->grid_y[i],
                d->grid_z[i]);
    fprintf(f,
            "END\nset contour base\nset cntrparam levels discrete %.17g\nunset surface\n"
            "set table $contour\nsplot $grid using 1:2:3\nunset table\n",
            d->level);
    return true;
}

bool plot_contour(const char *path, const struct plot_dots *dots, char *error, size_t error_size)
{
    struct gnuplot g;
    if (!gnuplot_begin(&g, error, error_size))
        return false;
    FILE *f = g.file[GNUPLOT_SCRIPT];
    write_style(f, DOTS_SIZE, DOTS_SIZE);
    gnuplot_setting(f, "title", dots->title);
    fprintf(f, "set xlabel 'x1' offset 0,0.7\nset ylabel 'x2'\nset size ratio -1\n"
               "set key below reverse Left samplen 2\n");
    size_t blue = write_dots(f, dots, 0), red = write_dots(f, dots, 1);
    bool contour = write_contour(f, dots);
    const struct plot_curve *shown[] = {&(struct plot_curve){.name = "label 0"},
                                        &(struct plot_curve){.name = "label 1"},
                                        &(struct plot_curve){.name = "contour"}};
    write_head(g.file[GNUPLOT_HEAD], &(struct plot_panel){.title = dots->title}, 1,
               &(struct legend){.entry = shown, .n = contour ? 3 : 2});
    fprintf(f, "%splot NaN notitle", blue + red > 0 || contour ? "" : "set xrange [0:1]\nset yrange [0:1]\n");
    if (blue > 0)
        fprintf(f, ", $dots0 using 1:2 with points pt 7 ps 0.5 lc rgb '#1f4fd8' title 'label 0'");
    if (red > 0)
        fprintf(f, ", $dots1 using 1:2 with points pt 7 ps 0.5 lc rgb '#d81f2a' title 'label 1'");
    if (contour)
        fprintf(f, ", $contour using 1:2 with lines lw 2 lc rgb 'black' title 'y = %g'", dots->level);
    fputc('\n', f);
    return gnuplot_draw(&g, path, error, error_size);
}
