/* SPDX-License-Identifier: MIT
 * test_plot_curves.c - curves of every length and number: gaps, ends, axes, and a legend that covers nothing. */
#include "picture.h"

#include <math.h>

TestSuite(plot_curves, .init = picture_begin, .fini = picture_end, .timeout = 120);

static const double FALLING[] = {4, 3, 2.5, 2.25, 2.125}, HOLED[] = {1, 2, NAN, INFINITY, 3, 4, NAN}, NONE[] = {NAN};

Test(plot_curves, points_that_are_not_finite)
{
    need_gnuplot();
    const struct plot_curve curve[] = {{"holed", NULL, HOLED, 7}, {"none", NULL, NONE, 1}, {"empty", NULL, NULL, 0}};
    const struct plot_panel panel = {"t", "x", "y", curve, 3};
    char *svg = curves(&panel, 1);
    cr_expect_eq(count(svg, "xlink:href='#gpPt6'"), 4 + 3, "four points and three in the legend: %zu",
                 count(svg, "xlink:href='#gpPt6'"));
    cr_expect_not_null(strstr(svg, "<text>none</text>"));
    cr_expect_null(strstr(svg, "nan"));
    free(svg);
    const struct plot_panel alone[] = {{"t", "x", "y", curve + 1, 1}, {"t", "x", "y", NULL, 0}};
    free(curves(alone, 2));
}

Test(plot_curves, curves_of_every_length)
{
    need_gnuplot();
    static double y[3000];
    for (int i = 0; i < 3000; i++)
        y[i] = 1 / (1 + i * 0.01);
    const struct plot_curve curve[] = {{"one", NULL, y, 1}, {"thirty-one", NULL, y, 31}, {"many", NULL, y, 3000}};
    const struct plot_panel panel = {"t", "x", "y", curve, 3};
    char *svg = curves(&panel, 1);
    cr_expect_eq(count(svg, "xlink:href='#gpPt6'"), 1 + 1, "only a short curve has its points marked");
    free(svg);
}

/* A step made of a gap: its two halves are strokes of their own, each level. */
Test(plot_curves, gap_in_a_line)
{
    need_gnuplot();
    static const double X[] = {0, 1, 1, 1, 2}, Y[] = {0, 0, NAN, 1, 1}, NO_X[] = {0, 1, NAN, 1, 2};
    const struct plot_curve curve[] = {{"y", X, Y, 5}, {"x", NO_X, FALLING, 5}};
    const struct plot_panel panel[] = {{"t", "x", "y", &curve[0], 1}, {"t", "x", "y", &curve[1], 1}};
    for (int i = 0; i < 2; i++) {
        char *svg = curves(&panel[i], 1);
        const char *line = strstr(svg, "gnuplot_plot_2");
        cr_assert_not_null(line);
        const char *stroke = strstr(line, " d='M");
        cr_assert_not_null(stroke);
        size_t moves = 0, length = strcspn(stroke + 4, "'");
        for (const char *c = stroke + 4; c < stroke + 4 + length; c++)
            moves += *c == 'M';
        cr_expect_eq(moves, 2, "curve %d: %.*s", i, (int)length, stroke + 4);
        free(svg);
    }
}

/* The legend stands below all panels and in the picture, no two entries in one place, for any number of curves. */
Test(plot_curves, many_curves_in_many_panels)
{
    need_gnuplot();
    enum { CURVES = 45, PANELS = 5 };
    static const size_t USED[] = {1, 2, 8, 20, CURVES};
    struct plot_curve curve[CURVES];
    struct plot_panel panel[PANELS];
    char name[CURVES][40];
    for (int i = 0; i < CURVES; i++) {
        snprintf(name[i], sizeof name[i], "iris rmsprop, batch %d", i);
        curve[i] = (struct plot_curve){name[i], NULL, FALLING, 5};
    }
    for (size_t u = 0; u < sizeof USED / sizeof *USED; u++) {
        for (size_t panels = 1; panels <= PANELS; panels++) {
            for (size_t p = 0; p < panels; p++)
                panel[p] = (struct plot_panel){"t", p + 1 == panels ? "epoch" : "x", "loss", curve, USED[u]};
            char *svg = curves(panel, panels);
            double width = 0, height = 0, epoch_x, epoch_y, x, y, last_x = 0, last_y = 0;
            cr_assert_eq(sscanf(strstr(svg, "width="), "width=\"%lf\" height=\"%lf\"", &width, &height), 2);
            cr_expect(width <= 1000 && height > (panels > 2 ? 700 : 350), "%g x %g", width, height);
            find_text(svg, "epoch", &epoch_x, &epoch_y);
            for (size_t i = 0; i < USED[u]; i++) {
                find_text(svg, name[i], &x, &y);
                cr_expect(y > epoch_y + 20 && y < height && x > 0 && x + 7 * (double)strlen(name[i]) < width,
                          "%s of %zu in %zu panels: %g, %g", name[i], USED[u], panels, x, y);
                cr_expect(y > last_y + 15 || x > last_x + 7 * (double)strlen(name[i]), "%s: %g, %g", name[i], x, y);
                last_x = x;
                last_y = y;
            }
            free(svg);
        }
    }
}

/* One name looks alike in all panels; one that a panel uses twice has two looks. */
Test(plot_curves, entries_of_the_legend)
{
    need_gnuplot();
    const struct plot_curve one[] = {{"a", NULL, FALLING, 5}, {"b", NULL, FALLING, 4}},
                            two[] = {{"b", NULL, FALLING, 5}, {"b", NULL, FALLING, 4}, {NULL, NULL, FALLING, 3}};
    const struct plot_panel panel[] = {{"t", "", "", one, 2}, {"t", "", "", two, 3}};
    char *svg = curves(panel, 2);
    cr_expect_not_null(strstr(svg, "<desc>a; b; b; </desc>"), "%.400s", svg);
    free(svg);
}

/* A curve that comes to no end is marked where it breaks off, and so is the mark's meaning; the axis goes on. */
Test(plot_curves, curve_that_ends_in_nan)
{
    need_gnuplot();
    static const double ENDS[] = {4, 3, NAN, 2, 1, INFINITY, NAN, NAN};
    const struct plot_curve curve[] = {{"whole", NULL, FALLING, 5}, {"ends", NULL, ENDS, 8}};
    const struct plot_panel panel[] = {{"t", "x", "y", curve, 2}, {"t", "x", "y", curve, 1}};
    char *svg = curves(panel, 1);
    cr_expect_eq(count(svg, "xlink:href='#gpPt1'"), 2, "the curve's end and the legend's");
    cr_expect_eq(count(svg, "<text>no finite value after this</text>"), 1);
    cr_expect_eq(count(svg, "<text> 7</text>") + count(svg, "<text>7</text>"), 1, "the axis' last tic");
    free(svg);
    svg = curves(panel + 1, 1);
    cr_expect_null(strstr(svg, "xlink:href='#gpPt1'"));
    cr_expect_null(strstr(svg, "no finite value"));
    free(svg);
}

Test(plot_curves, ranges_of_little)
{
    need_gnuplot();
    static const double SAME[] = {1, 1, 1}, ZERO[] = {0}, TINY[] = {1, 1 + 0x1p-52}, HUGE_[] = {-1e300, 1e300};
    const struct plot_curve curve[] = {
        {"constant", NULL, SAME, 3}, {"one", NULL, ZERO, 1}, {"tiny", NULL, TINY, 2}, {"huge", NULL, HUGE_, 2}};
    for (size_t i = 0; i < sizeof curve / sizeof *curve; i++) {
        const struct plot_panel panel = {"t", "x", "y", &curve[i], 1};
        char *svg = curves(&panel, 1);
        cr_expect_eq(count(svg, "xlink:href='#gpPt6'"), curve[i].n + 1, "%s", curve[i].name);
        cr_expect_null(strstr(svg, "<text>0.2</text>"), "%s: no tic between steps", curve[i].name);
        free(svg);
    }
}
