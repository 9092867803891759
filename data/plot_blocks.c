/* SPDX-License-Identifier: MIT
 * plot_blocks.c - pictures made of filled rectangles with words on them: heat maps, stacked bars. */
#include "gnuplot.h"
#include "plot_chart.h"
#include "plot_colour.h"
#include "plot_panel.h"

#include <math.h>

/* In pixels. */
enum { CELL = 40, BAR = 30, TOP = 10, BOTTOM = 54, RIGHT = 12, NAMES_MOST = 190, KEY_LINE = 22 };

static double names_width(const char *const *name, size_t n)
{
    double width = 40;
    for (size_t i = 0; i < n; i++)
        width = fmin(NAMES_MOST, fmax(width, chart_text_width(name[i]) + 20));
    return width;
}

static void write_tics(FILE *f, char axis, const char *const *name, size_t n)
{
    fprintf(f, "set %ctics scale 0 font ',%d' (", axis, CHART_SMALL);
    for (size_t i = 0; i < n; i++) {
        fputs(i > 0 ? ", " : "", f);
        gnuplot_text(f, name[i]);
        fprintf(f, " %zu", i);
    }
    fputs(")\n", f);
}

static void write_frame(FILE *f, double left, double foot, double rows, size_t height)
{
    double w = CHART_WIDTH, h = (double)height;
    panel_style(f, CHART_WIDTH, height, CHART_FONT, false);
    fprintf(
        f,
        "set lmargin at screen %.6f\nset rmargin at screen %.6f\nset bmargin at screen %.6f\n"
        "set tmargin at screen %.6f\nset xlabel offset 0,1\nset tics scale 0.5 font ',13'\nset xtics offset 0,0.4\n",
        left / w, 1 - RIGHT / w, (foot + BOTTOM) / h, (foot + BOTTOM + rows) / h);
}

static void write_block(FILE *f, double left, double right, double low, double high, size_t colour, size_t edge)
{
    fprintf(f, "set object rect from first %.9g,%.9g to first %.9g,%.9g fs solid border rgb '%s' fc rgb '%s'\n", left,
            low, right, high, plot_colours[edge].light, plot_colours[colour].light);
}

static void write_words(FILE *f, double x, double y, const char *text)
{
    fputs("set label ", f);
    gnuplot_text(f, text);
    fprintf(f, " at first %.9g,%.9g center front font ',%d' tc rgb '%s'\n", x, y, CHART_SMALL,
            plot_colours[COLOUR_INK].light);
}

bool plot_heat_in(const struct plot_place *place, const struct plot_heat *heat, char *error, size_t error_size)
{
    struct gnuplot g;
    struct plot_place filled = *place;
    double least = INFINITY, most = 0, left = names_width(heat->row, heat->rows);
    if (!gnuplot_begin(&g, error, error_size))
        return false;
    filled.filled = true;
    FILE *f = g.file[GNUPLOT_SCRIPT];
    write_frame(f, left, 0, (double)(heat->rows * CELL), heat->rows * CELL + TOP + BOTTOM);
    fputs("unset grid\nset border 0\n", f);
    gnuplot_setting(f, "xlabel", heat->xlabel);
    write_tics(f, 'x', heat->column, heat->columns);
    write_tics(f, 'y', heat->row, heat->rows);
    for (size_t i = 0; i < heat->rows * heat->columns; i++)
        if (heat->value[i] > 0) {
            least = fmin(least, heat->value[i]);
            most = fmax(most, heat->value[i]);
        }
    for (size_t i = 0; i < heat->rows * heat->columns; i++) {
        double x = (double)(i % heat->columns), y = (double)(i / heat->columns);
        if (!(heat->value[i] > 0))
            continue;
        double share = most > least ? log(heat->value[i] / least) / log(most / least) : 0;
        size_t step = (size_t)fmin(COLOUR_HEAT_COUNT - 1, floor(share * COLOUR_HEAT_COUNT));
        write_block(f, x - .5, x + .5, y - .5, y + .5, COLOUR_HEAT + step, COLOUR_PAPER);
        write_words(f, x, y, heat->text[i]);
    }
    fprintf(f, "set xrange [-0.5:%zu.5]\nset yrange [%zu.5:-0.5]\nplot NaN lc rgb '%s' notitle\n", heat->columns - 1,
            heat->rows - 1, plot_colours[COLOUR_AXIS].light);
    return gnuplot_draw_in(&g, &filled, error, error_size);
}

/* The edges of the parts have the strong colours of series; a total is a mark in words' colour. */
static void write_key(FILE *f, const struct plot_bars *b, double height, size_t lines, size_t columns)
{
    const double w = CHART_WIDTH, column = (w - 16) / (double)columns;
    for (size_t k = 0; k < b->parts + (b->total != NULL); k++) {
        double x = 12 + (double)(k % columns) * column;
        double y = (double)(lines - k / columns) * KEY_LINE - KEY_LINE / 2.;
        if (k < b->parts)
            fprintf(f,
                    "set object rect from screen %.6f,%.6f to screen %.6f,%.6f fs solid border rgb '%s' fc rgb '%s'\n",
                    x / w, (y - 6) / height, (x + 18) / w, (y + 6) / height,
                    plot_colours[COLOUR_SERIES + b->colour[k] % COLOUR_SERIES_COUNT].light,
                    plot_colours[COLOUR_FILL + b->colour[k] % COLOUR_FILL_COUNT].light);
        else
            fprintf(f, "set label '' at screen %.6f,%.6f point pt 13 ps 0.9 lc rgb '%s'\n", (x + 9) / w, y / height,
                    plot_colours[COLOUR_INK].light);
        fputs("set label ", f);
        gnuplot_text(f, k < b->parts ? b->part[k] : b->total_name);
        fprintf(f, " at screen %.6f,%.6f font ',%d'\n", (x + 26) / w, y / height, CHART_SMALL);
    }
}

bool plot_bars_in(const struct plot_place *place, const struct plot_bars *b, char *error, size_t error_size)
{
    struct gnuplot g;
    struct plot_place filled = *place;
    const size_t columns = 4, lines = (b->parts + (b->total != NULL) + columns - 1) / columns;
    double most = 0, foot = (double)(lines * KEY_LINE + 4), left = names_width(b->row, b->rows);
    const size_t height = b->rows * BAR + TOP + BOTTOM + (size_t)foot;
    if (!gnuplot_begin(&g, error, error_size))
        return false;
    filled.filled = true;
    FILE *f = g.file[GNUPLOT_SCRIPT];
    write_frame(f, left, foot, (double)(b->rows * BAR), height);
    write_key(f, b, (double)height, lines, columns);
    gnuplot_setting(f, "xlabel", b->xlabel);
    write_tics(f, 'y', b->row, b->rows);
    for (size_t r = 0; r < b->rows; r++) {
        double sum = 0;
        for (size_t k = 0; k < b->parts; k++)
            sum += isfinite(b->value[r * b->parts + k]) ? b->value[r * b->parts + k] : 0;
        most = fmax(most, b->total && isfinite(b->total[r]) ? fmax(sum, b->total[r]) : sum);
    }
    const double across = (CHART_WIDTH - left - RIGHT) / (1.03 * most);
    fputs("$total << END\n", f);
    for (size_t r = 0; r < b->rows; r++)
        if (b->total && isfinite(b->total[r]))
            fprintf(f, "%.9g %zu\n", b->total[r], r);
    fputs("END\n", f);
    for (size_t r = 0; r < b->rows; r++) {
        double at = 0;
        for (size_t k = 0; k < b->parts; k++) {
            double v = b->value[r * b->parts + k];
            if (!(v > 0))
                continue;
            write_block(f, at, at + v, (double)r - .36, (double)r + .36, COLOUR_FILL + b->colour[k] % COLOUR_FILL_COUNT,
                        COLOUR_SERIES + b->colour[k] % COLOUR_SERIES_COUNT);
            if (chart_text_width(b->text[r * b->parts + k]) + 6 < v * across)
                write_words(f, at + v / 2, (double)r, b->text[r * b->parts + k]);
            at += v;
        }
    }
    fprintf(f,
            "set grid noytics\nset xrange [0:%.9g]\nset yrange [%zu.5:-0.5]\nset border 1\nplot NaN lc rgb '%s' "
            "notitle%s%s%s\n",
            1.03 * most, b->rows - 1, plot_colours[COLOUR_AXIS].light,
            b->total ? ", $total using 1:2 with points pt 13 ps 0.9 lc rgb '" : "",
            b->total ? plot_colours[COLOUR_INK].light : "", b->total ? "' notitle" : "");
    return gnuplot_draw_in(&g, &filled, error, error_size);
}
