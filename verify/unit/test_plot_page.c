/* SPDX-License-Identifier: MIT
 * test_plot_page.c - pictures inside a page: log scales, marks and their labels, rows, heat maps, stacked bars. */
#include "picture.h"

#include "plot_colour.h"

#include <math.h>

TestSuite(plot_page, .init = picture_begin, .fini = picture_end, .timeout = 120);

static struct plot_place place(FILE **f)
{
    *f = fopen(scratch_path(&scratch, "page"), "w");
    return (struct plot_place){.page = *f, .number = 7, .title = "a <title>", .text = "what & how"};
}

static char *drawn(FILE *f, bool good)
{
    cr_assert(good, "%s", error);
    cr_assert_eq(fclose(f), 0);
    char *svg = scratch_read(scratch_path(&scratch, "page"));
    cr_expect_not_null(strstr(svg, "<title id=\"p7-title\">a &lt;title></title>"));
    cr_expect_not_null(strstr(svg, "<desc id=\"p7-desc\">what &amp; how</desc>"));
    cr_expect_eq(count(svg, "rgb("), 0);
    cr_expect_eq(count(svg, "\"black\""), 0);
    cr_expect_eq(count(svg, "id='gp") + count(svg, "'#gp"), 0);
    return svg;
}

Test(plot_page, log_scales_and_marks)
{
    need_gnuplot();
    const double x[] = {0.1, 1, 0, 10}, y[] = {1e9, 1e10, 1e10, 1e11}, rule_x[] = {0.1, 10}, rule_y[] = {1e10, 1e12};
    const char *const label[] = {"one", NULL, "never", "three"};
    const struct plot_curve curve[] = {{"kernels", x, y, 4}, {"memory", rule_x, rule_y, 2}};
    const struct plot_marks mark[] = {{PLOT_POINTS, label}, {PLOT_RULE, NULL}};
    const struct plot_look look = {.x = PLOT_LOG, .y = PLOT_LOG, .mark = mark, .across = NAN};
    const struct plot_panel panel = {"", "FLOP per byte", "FLOP/s", curve, 2};
    FILE *f;
    struct plot_place where = place(&f);
    char *svg = drawn(f, plot_panel_in(&where, &panel, &look, error, sizeof error));
    cr_expect_eq(count(svg, "xlink:href='#p7-gpPt6'"), 3, "a point at 0 has no place; one curve has no legend");
    const char *const there[] = {"one", "three", "memory", "1 G", "100 G", "FLOP per byte"};
    for (size_t i = 0; i < sizeof there / sizeof *there; i++) {
        char text[64];
        snprintf(text, sizeof text, "<text>%s</text>", there[i]);
        cr_expect_eq(count(svg, text), 1, "%s", text);
    }
    cr_expect_null(strstr(svg, "never"));
    free(svg);
}

Test(plot_page, rows_and_the_scale_from_zero)
{
    need_gnuplot();
    const double x[] = {0, 1.5, 1e6}, y[] = {0, 1, 2};
    const char *const name[] = {"it's", "b", "c"};
    const struct plot_curve curve = {"", x, y, 3};
    const struct plot_marks mark = {PLOT_POINTS, NULL};
    const struct plot_look look = {.x = PLOT_FROM_ZERO, .mark = &mark, .row = name, .rows = 3, .across = 1};
    const struct plot_panel panel = {"", "ulp", "", &curve, 1};
    FILE *f;
    struct plot_place where = place(&f);
    char *svg = drawn(f, plot_panel_in(&where, &panel, &look, error, sizeof error));
    cr_expect_eq(count(svg, "xlink:href='#p7-gpPt6'"), 3);
    cr_expect_eq(count(svg, "<text>it's</text>"), 1);
    cr_expect_eq(count(svg, "<text>0</text>"), 1);
    cr_expect_eq(count(svg, "<text>1 M</text>"), 1);
    free(svg);
}

/* A label that fits nowhere is left out; none stands on another. */
Test(plot_page, crowded_labels)
{
    need_gnuplot();
    enum { N = 60 };
    double x[N], y[N];
    const char *label[N];
    for (int i = 0; i < N; i++) {
        x[i] = 1 + i * 1e-3;
        y[i] = 1 + i % 7 * 1e-3;
        label[i] = "a long label";
    }
    x[N - 1] = y[N - 1] = 2;
    const struct plot_curve curve = {"", x, y, N};
    const struct plot_marks mark = {PLOT_POINTS, label};
    const struct plot_look look = {.mark = &mark, .across = NAN};
    const struct plot_panel panel = {"", "", "", &curve, 1};
    FILE *f;
    struct plot_place where = place(&f);
    char *svg = drawn(f, plot_panel_in(&where, &panel, &look, error, sizeof error));
    size_t labels = count(svg, "<text>a long label</text>");
    cr_expect(labels >= 2 && labels < 12, "%zu", labels);
    free(svg);
}

Test(plot_page, heat)
{
    need_gnuplot();
    const char *const column[] = {"1", "8"}, *const row[] = {"sgd", "adam"};
    const char *const text[] = {"1 ns", "2 ns", "4 ns", ""};
    const double value[] = {1, 2, 4, NAN};
    const struct plot_heat heat = {"batch", "", column, row, 2, 2, value, text};
    FILE *f;
    struct plot_place where = place(&f);
    char *svg = drawn(f, plot_heat_in(&where, &heat, error, sizeof error));
    cr_expect_eq(count(svg, "fill = 'var(--h"), 3, "a cell without a value is none");
    cr_expect_eq(count(svg, "var(--h1)"), 1, "the least");
    cr_expect_eq(count(svg, "var(--h6)"), 1, "the most");
    cr_expect_eq(count(svg, " ns</text>"), 3);
    cr_expect_not_null(strstr(svg, "class=\"plot filled\""));
    free(svg);
}

Test(plot_page, stacked_bars)
{
    need_gnuplot();
    const char *const row[] = {"sgd", "adam"}, *const part[] = {"loss", "update"};
    const double value[] = {80, 1, 100, NAN}, total[] = {85, NAN};
    const char *const text[] = {"80 ns", "tiny", "100 ns", ""};
    const struct plot_bars bars = {"ns", row, part, 2, 2, value, text, (const size_t[]){0, 5}, total, "step"};
    FILE *f;
    struct plot_place where = place(&f);
    char *svg = drawn(f, plot_bars_in(&where, &bars, error, sizeof error));
    cr_expect_eq(count(svg, "fill = 'var(--f"), 3 + 2, "three parts and two in the key");
    cr_expect_eq(count(svg, "xlink:href='#p7-gpPt12'"), 1 + 1, "one total, and the key's");
    cr_expect_eq(count(svg, "<text>80 ns</text>"), 1);
    cr_expect_null(strstr(svg, "<text>tiny</text>"), "no room for it");
    cr_expect_eq(count(svg, "fill = 'var(--f6)"), 2, "the colour asked for, in the bar and in the key");
    free(svg);
}

/* One picture serves both themes only if its colours can be told apart by their light values. */
Test(plot_page, colours_differ)
{
    for (size_t i = 0; i < COLOURS; i++) {
        unsigned rgb = 0;
        cr_assert_eq(sscanf(plot_colours[i].light, "#%6x", &rgb), 1);
        cr_expect_eq(plot_colour_find(rgb >> 16, rgb >> 8, rgb), i, "%s", plot_colours[i].name);
    }
}
