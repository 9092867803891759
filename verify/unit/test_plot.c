/* SPDX-License-Identifier: MIT
 * test_plot.c - pictures that are whole, say what was asked, and survive hostile words and a broken gnuplot. */
#include "picture.h"

#include "grid.h"

#include <math.h>

TestSuite(plot, .init = picture_begin, .fini = picture_end, .timeout = 120);

static const double FALLING[] = {4, 3, 2.5, 2.25, 2.125};

Test(plot, panels_and_their_words)
{
    need_gnuplot();
    const struct plot_curve loss[] = {{"sgd", NULL, FALLING, 5}, {"rms_prop", NULL, FALLING, 4}},
                            accuracy = {"adam", FALLING, FALLING, 5};
    const struct plot_panel panel[] = {{"Loss Function Curve", "Epoch", "Loss", loss, 2},
                                       {"Acc Curve", "Step", "Acc", &accuracy, 1}};
    char *svg = curves(panel, 2);
    const char *const word[] = {"sgd",       "rms_prop", "adam", "Loss Function Curve", "Epoch", "Loss",
                                "Acc Curve", "Step",     "Acc"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        char text[64];
        snprintf(text, sizeof text, "<text>%s</text>", word[i]);
        cr_expect_eq(count(svg, text), 1, "%s", text);
    }
    cr_expect_not_null(strstr(svg, "width=\"1000\""), "two panels side by side");
    cr_expect_eq(count(svg, "<title>Loss Function Curve; Acc Curve</title>"), 1);
    cr_expect_eq(count(svg, "<desc>sgd; rms_prop; adam</desc>"), 1);
    cr_expect_eq(count(svg, "<title>") + count(svg, "<desc>"), 2, "and not gnuplot's");
    cr_expect_eq(scratch_files(&scratch), 1);
    free(svg);
}

Test(plot, hostile_words)
{
    need_gnuplot();
    char title[PATH_MAX + 400];
    const char *const rest =
        "it's \"q\" <b>&amp; \\n @x $y %d {/Bold z} 50% # ; \xff\xc0\x80 \xed\xa0\x80 \xe6\x8d\x9f\n\x1b end";
    snprintf(title, sizeof title, "`touch %s` %s", scratch_path(&scratch, "owned"), rest);
    const struct plot_curve curve = {"'; system(\"x\"); '", NULL, FALLING, 5};
    const struct plot_panel panel = {title, "", "\\", &curve, 1};
    char *svg = curves(&panel, 1);
    const char *const want = "it's \"q\" &lt;b>&amp;amp; \\n @x $y %d {/Bold z} 50% # ; ??? ??? \xe6\x8d\x9f   end</t";
    cr_expect_eq(count(svg, want), 2, "the title and the text: %s", strstr(svg, "it's"));
    cr_expect_not_null(strstr(svg, "<text>'; system(\"x\"); '</text>"));
    cr_expect_eq(scratch_files(&scratch), 1, "no command ran");
    free(svg);
}

static double x1[4], x2[4], gx[3600], gy[3600], gz[3600];
static const int LABEL[] = {1, 0, 1, 0};

static struct plot_dots dots(void)
{
    static const struct grid_axis AXIS = {-3, 3, .1};
    grid_mgrid(&AXIS, &AXIS, gx, gy);
    for (int i = 0; i < 3600; i++)
        gz[i] = gx[i] * gx[i] / 8 + gy[i] * gy[i] / 2;
    for (int i = 0; i < 4; i++) {
        x1[i] = i - 2;
        x2[i] = 2 - i;
    }
    return (struct plot_dots){"Dots", x1, x2, LABEL, 4, gx, gy, gz, 60, 60, 0.5};
}

static char *contour(const struct plot_dots *d)
{
    const char *path = scratch_path(&scratch, "dots.svg");
    cr_assert(plot_contour(path, d, error, sizeof error), "%s", error);
    char *svg = scratch_read(path);
    cr_assert(svg != NULL && strstr(svg, "</svg>") != NULL);
    return svg;
}

Test(plot, dots_and_contour)
{
    need_gnuplot();
    struct plot_dots d = dots();
    char *svg = contour(&d);
    cr_expect_eq(count(svg, "xlink:href='#gpPt6'"), 4 + 2, "four dots and two in the legend");
    cr_expect_eq(count(svg, "<text>y = 0.5</text>"), 1);
    cr_expect_eq(count(svg, "<text>Dots</text>"), 1);
    cr_expect_eq(count(svg, "<title>Dots</title>\n<desc>label 0; label 1; contour</desc>"), 1);
    free(svg);
    d.level = 100; /* nowhere on the grid */
    svg = contour(&d);
    cr_expect_null(strstr(svg, "y = 100"));
    free(svg);
    d.n = 0;
    free(contour(&d));
    d.nx = d.ny = 0;
    free(contour(&d));
    d = dots();
    gz[1830] = NAN;
    svg = contour(&d);
    cr_expect_eq(count(svg, "<text>y = 0.5</text>"), 1);
    free(svg);
    cr_expect_eq(scratch_files(&scratch), 1);
}

/* The ellipse x1^2/8 + x2^2/2 = 0.5 is wider than high: x1 and x2 swapped would show it upright. */
Test(plot, contour_lies_as_the_grid_does)
{
    need_gnuplot();
    struct plot_dots d = dots();
    d.n = 0;
    char *svg = contour(&d);
    double left = INFINITY, right = -INFINITY, low = INFINITY, high = -INFINITY, u, v;
    /* The longest path is the legend's sample, a stroke of two points, and then the contour. */
    const char *longest = NULL;
    size_t length = 0;
    for (const char *p = svg; (p = strstr(p, " d='M")) != NULL; p++)
        if (strcspn(p + 5, "'") > length) {
            longest = p + 5;
            length = strcspn(longest, "'");
        }
    cr_assert_not_null(longest);
    for (const char *p = strchr(longest, 'M') + 1; p < longest + length; p += strcspn(p, "LM'") + 1)
        if (sscanf(p, "%lf,%lf", &u, &v) == 2) {
            left = fmin(left, u);
            right = fmax(right, u);
            low = fmin(low, v);
            high = fmax(high, v);
        }
    cr_expect_float_eq((right - left) / (high - low), 2, 0.05, "%g x %g", right - left, high - low);
    free(svg);
}

Test(plot, a_comma_locale_changes_nothing)
{
    need_gnuplot();
    const struct plot_dots d = dots();
    const struct plot_curve curve = {"a", NULL, FALLING, 5};
    const struct plot_panel panel = {"t", "x", "y", &curve, 1};
    char *plain_curves = curves(&panel, 1), *plain_dots = contour(&d);
    scratch_comma_locale(&scratch);
    char *german_curves = curves(&panel, 1), *german_dots = contour(&d), text[16];
    cr_expect_str_eq(german_curves, plain_curves);
    cr_expect_str_eq(german_dots, plain_dots);
    snprintf(text, sizeof text, "%.1f", 1.5);
    cr_expect_str_eq(text, "1,5", "and the caller's locale is back");
    free(plain_curves);
    free(plain_dots);
    free(german_curves);
    free(german_dots);
}

static void refused(const char *path, const char *message)
{
    const struct plot_curve curve = {"a", NULL, FALLING, 5};
    const struct plot_panel panel = {"t", "x", "y", &curve, 1};
    cr_expect_not(plot_curves(path, &panel, 1, error, sizeof error));
    cr_expect_not_null(strstr(error, message), "%s", error);
    cr_expect_null(strchr(error, '\n'), "%s", error);
}

Test(plot, target_that_cannot_be_written)
{
    need_gnuplot();
    refused(scratch.folder, "cannot write: Is a directory");
    refused(scratch_path(&scratch, "none/a.svg"), "none/a.svg: cannot write: No such file or directory");
    refused("/dev/full", "cannot write: No space left on device");
    cr_expect_eq(scratch_files(&scratch), 0);
}

/* A gnuplot that is not there, fails, draws half a picture, or hangs up on its script. The old picture stays. */
Test(plot, broken_gnuplot)
{
    static const struct {
        const char *program, *message;
    } CASE[] = {
        {NULL, "cannot run gnuplot, which draws the plots: No such file or directory"},
        {"#!/bin/sh\nprintf '\\n^\\n     line 7: out of ink\\n' >&2\nexit 1\n", "gnuplot failed: line 7: out of ink"},
        {"#!/bin/sh\nexit 0\n", "gnuplot failed"},
        {"#!/bin/sh\nkill -9 $$\n", "gnuplot failed"},
        {"#!/bin/sh\necho '<?xml version=\"1.0\"?><svg><path d=\"M 0 0 L 100 100'\nexit 0\n", "gnuplot failed"},
        {"#!/bin/sh\necho '<?xml version=\"1.0\"?><svg><path d=\"M 0 0 L 100 100\"/></svg>'\nexit 3\n",
         "gnuplot failed"},
    };
    char picture[PATH_MAX + 300];
    cr_assert_eq(mkdir(scratch_path(&scratch, "bin"), 0700), 0);
    setenv("PATH", scratch.path, 1);
    snprintf(picture, sizeof picture, "%s", scratch_write(&scratch, "old.svg", "old", 3));
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        if (CASE[i].program != NULL) {
            scratch_write(&scratch, "bin/gnuplot", CASE[i].program, strlen(CASE[i].program));
            cr_assert_eq(chmod(scratch.path, 0700), 0);
        }
        refused(picture, CASE[i].message);
        cr_expect(scratch_holds(picture, "old"), "case %zu", i);
        cr_expect_eq(scratch_files(&scratch), 2, "case %zu", i);
    }
}

Test(plot, possible)
{
    need_gnuplot();
    const char *path = scratch_path(&scratch, "a.svg");
    cr_expect(plot_possible(path, error, sizeof error), "%s", error);
    cr_expect_eq(scratch_files(&scratch), 0, "nothing is left behind");
    scratch_write(&scratch, "old.svg", "old", 3);
    cr_expect(plot_possible(scratch.path, error, sizeof error), "%s", error);
    cr_expect(scratch_holds(scratch.path, "old"));
    cr_expect_not(plot_possible(scratch.folder, error, sizeof error));
    cr_expect_not_null(strstr(error, "cannot write: Is a directory"), "%s", error);
    cr_expect_not(plot_possible(scratch_path(&scratch, "none/a.svg"), error, sizeof error));
    cr_expect_not_null(strstr(error, "none/a.svg: cannot write: No such file or directory"), "%s", error);
    cr_assert_eq(mkfifo(scratch_path(&scratch, "fifo.svg"), 0600), 0);
    cr_expect(plot_possible(scratch.path, error, sizeof error), "%s", error);
    setenv("PATH", scratch.folder, 1);
    cr_expect_not(plot_possible(path, error, sizeof error));
    cr_expect_str_eq(error, "cannot run gnuplot, which draws the plots: No such file or directory");
}
