/* SPDX-License-Identifier: MIT
 * plot.c - pictures as files: panels of curves, and dots with a contour. */
#include "plot.h"

#include "gnuplot.h"
#include "plot_legend.h"
#include "plot_panel.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/* In pixels. */
enum { FONT = 14, ONE_WIDTH = 640, PANEL_WIDTH = 500, PANEL_HEIGHT = 380, DOTS_SIZE = 560 };

bool plot_installed(char *error, size_t error_size)
{
    struct gnuplot g;
    if (!gnuplot_begin(&g, error, error_size))
        return false;
    gnuplot_leave_locale(&g);
    bool good = gnuplot_run(&g, (char[]){"--version"}, error, error_size);
    gnuplot_end(&g);
    return good;
}

bool plot_possible(const char *path, char *error, size_t error_size)
{
    struct atomic_file target;
    struct stat s;
    bool good = plot_installed(error, error_size);
    /* Who reads a fifo would take its opening and closing for the picture. */
    if (!good || (stat(path, &s) == 0 && S_ISFIFO(s.st_mode)))
        return good;
    good = atomic_file_open(&target, path, error, error_size);
    atomic_file_abandon(&target);
    return good;
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
    if (!legend_make(&l, panel, panels, NULL, &width)) {
        snprintf(error, error_size, "%s: out of memory", path);
        return false;
    }
    size_t foot = l.lines * LEGEND_LINE + LEGEND_GAP, height = rows * PANEL_HEIGHT + foot;
    bool good = gnuplot_begin(&g, error, error_size);
    if (good) {
        FILE *f = g.file[GNUPLOT_SCRIPT];
        write_head(g.file[GNUPLOT_HEAD], panel, panels, &l);
        panel_style(f, width, height, FONT, true);
        fprintf(f, "set multiplot\nset size %.6f,%.6f\n", 1. / (double)columns, PANEL_HEIGHT / (double)height);
        legend_write(f, &l, width, height);
        for (size_t i = 0; i < panels; i++) {
            fprintf(f, "set origin %.6f,%.6f\n", (double)(i % columns) / (double)columns,
                    (double)(foot + (rows - 1 - i / columns) * PANEL_HEIGHT) / (double)height);
            panel_write(f, &panel[i], &l);
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
    panel_style(f, DOTS_SIZE, DOTS_SIZE, FONT, true);
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
