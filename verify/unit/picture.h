/* SPDX-License-Identifier: MIT
 * picture.h - for tests: pictures drawn into a folder of their own, and what stands in them. */
#ifndef PICTURE_H
#define PICTURE_H

#include "plot.h"
#include "scratch.h"

static struct scratch scratch;
static char error[PATH_MAX + 512];

static inline void picture_begin(void)
{
    scratch_begin(&scratch);
    error[0] = '\0';
}

static inline void picture_end(void)
{
    scratch_end(&scratch);
}

static inline size_t count(const char *text, const char *word)
{
    size_t n = 0;
    for (; (text = strstr(text, word)) != NULL; text++)
        n++;
    return n;
}

static inline void need_gnuplot(void)
{
    char *argv[] = {"gnuplot", "--version", NULL};
    posix_spawn_file_actions_t quiet;
    pid_t child;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    int failure = posix_spawnp(&child, argv[0], &quiet, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&quiet);
    if (failure != 0) {
        scratch_end(&scratch);
        cr_skip_test("gnuplot is not installed");
    }
    waitpid(child, NULL, 0);
}

static inline char *curves(const struct plot_panel *panel, size_t panels)
{
    const char *path = scratch_path(&scratch, "curves.svg");
    cr_assert(plot_curves(path, panel, panels, error, sizeof error), "%s", error);
    char *svg = scratch_read(path);
    cr_assert(svg != NULL && strncmp(svg, "<?xml", 5) == 0 && strstr(svg, "</svg>") != NULL);
    return svg;
}

/* Where the text stands, in pixels from the upper left. */
static inline void find_text(const char *svg, const char *name, double *x, double *y)
{
    char text[64];
    cr_assert_lt(snprintf(text, sizeof text, "<text>%s</text>", name), (int)sizeof text);
    const char *at = strstr(svg, text);
    cr_assert(at != NULL && count(svg, text) == 1, "%s: %zu times", text, count(svg, text));
    while (strncmp(at, "translate(", 10) != 0)
        at--;
    cr_assert_eq(sscanf(at, "translate(%lf,%lf)", x, y), 2);
}

#endif
