/* SPDX-License-Identifier: MIT
 * html_steps.c - what a training step costs: by optimizer and batch size, by part. */
#include "html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- optimizer x batch ----------------------------------------------------------------------------------------- */

static bool draw_heat(const struct plot_place *place, const void *what, char *error, size_t error_size)
{
    return plot_heat_in(place, what, error, error_size);
}

static bool draw_bars(const struct plot_place *place, const void *what, char *error, size_t error_size)
{
    return plot_bars_in(place, what, error, error_size);
}

/* A map of one cell says nothing: two jobs of a model are wanted. */
bool html_has_steps(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "runs", "step_1_thread_ns");
    bool has = false;
    for (size_t i = 0; i < rows.n; i++)
        for (size_t k = 0; k < i; k++)
            has |= isfinite(html_number(&rows.row[i], "step_1_thread_ns")) &&
                   isfinite(html_number(&rows.row[k], "step_1_thread_ns")) &&
                   strcmp(html_text(&rows.row[i], "model"), html_text(&rows.row[k], "model")) == 0;
    free(rows.row);
    return has;
}

/* The map of one model and one of the two columns of step times; none where it would be empty. */
static void heat_map(struct html_page *p, const struct html_rows *rows, const char *model, const char *key,
                     const char *team)
{
    struct html_names optimizers = {.n = 0}, batches = {.n = 0};
    size_t finite = 0;
    for (size_t i = 0; i < rows->n; i++)
        if (strcmp(html_text(&rows->row[i], "model"), model) == 0) {
            html_name(&optimizers, html_text(&rows->row[i], "optimizer"));
            html_name(&batches, html_digits(p, html_number(&rows->row[i], "batch"), 6));
            finite += isfinite(html_number(&rows->row[i], key));
        }
    size_t cells = optimizers.n * batches.n;
    double *value = calloc(cells + 1, sizeof *value);
    const char **text = calloc(cells + 1, sizeof *text);
    for (size_t i = 0; finite > 1 && value && text && i < rows->n; i++) {
        const struct html_row *row = &rows->row[i];
        if (strcmp(html_text(row, "model"), model) != 0)
            continue;
        size_t o = html_name(&optimizers, html_text(row, "optimizer"));
        size_t b = html_name(&batches, html_digits(p, html_number(row, "batch"), 6));
        if (o == HTML_NAMES || b == HTML_NAMES)
            continue;
        value[o * batches.n + b] = html_number(row, key);
        text[o * batches.n + b] = html_ns(p, html_number(row, key));
    }
    for (size_t i = 0; text && i < cells; i++)
        text[i] = text[i] ? text[i] : "";
    const struct plot_heat heat = {"rows per step", "",           batches.name, optimizers.name,
                                   batches.n,       optimizers.n, value,        text};
    if (finite > 1 && value && text)
        html_figure(
            p, html_keep(p, "Time of a step, %s, %s", model, team),
            "Median time of one training step; the darker, or on a dark page the bluer, the longer. The last run "
            "counts where several have the same cell.",
            draw_heat, &heat);
    free(value);
    free(text);
}

void html_steps(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "runs", "step_1_thread_ns");
    struct html_names models = {.n = 0};
    for (size_t i = 0; i < rows.n; i++)
        html_name(&models, html_text(&rows.row[i], "model"));
    html_figures(p, true);
    for (size_t m = 0; m < models.n; m++) {
        heat_map(p, &rows, models.name[m], "step_1_thread_ns", "one thread");
        heat_map(p, &rows, models.name[m], "step_max_threads_ns", "all threads");
    }
    html_figures(p, false);
    fputs("<p class=\"muted\">The numbers are in the table of trainings above, and, part by part, below.</p>\n", p->f);
    free(rows.row);
}

/* ---- parts of a step ------------------------------------------------------------------------------------------- */

enum { PARTS = 6, BARS = 24 };

bool html_has_parts(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "time", "part");
    bool has = false;
    for (size_t i = 0; i < rows.n; i++)
        has |= isfinite(html_number(&rows.row[i], "median_ns"));
    free(rows.row);
    return has;
}

/* The bars of one model and team: each job's parts, and the whole step beside them. In ns, us or ms, whichever the
 * longest asks for. */
static void bars_of(struct html_page *p, const struct html_rows *rows, const char *model, double threads)
{
    struct html_names jobs = {.n = 0}, parts = {.n = 0};
    double value[BARS * PARTS], total[BARS], most = 0;
    const char *text[BARS * PARTS];
    for (size_t i = 0; i < BARS * PARTS; i++) {
        value[i] = NAN;
        total[i / PARTS] = NAN;
        text[i] = "";
    }
    for (size_t i = 0; i < rows->n; i++) {
        const struct html_row *row = &rows->row[i];
        double median = html_number(row, "median_ns");
        if (strcmp(html_text(row, "model"), model) != 0 || html_number(row, "threads") != threads || !isfinite(median))
            continue;
        size_t job = html_name(&jobs, html_keep(p, "%s %.0f", html_text(row, "optimizer"), html_number(row, "batch")));
        bool step = strcmp(html_text(row, "part"), "step") == 0;
        size_t part = step ? 0 : html_name(&parts, html_text(row, "part"));
        if (job >= BARS || part >= PARTS)
            continue;
        if (step) {
            total[job] = median;
        } else {
            value[job * PARTS + part] = median;
            text[job * PARTS + part] = html_ns(p, median);
        }
        most = fmax(most, median);
    }
    jobs.n = jobs.n < BARS ? jobs.n : BARS;
    parts.n = parts.n < PARTS ? parts.n : PARTS;
    if (parts.n == 0)
        return;
    double unit = most >= 2e6 ? 1e6 : most >= 2e3 ? 1e3 : 1;
    double scaled[BARS * PARTS];
    const char *packed[BARS * PARTS];
    for (size_t i = 0; i < jobs.n * parts.n; i++) {
        scaled[i] = value[i / parts.n * PARTS + i % parts.n] / unit;
        packed[i] = text[i / parts.n * PARTS + i % parts.n];
    }
    for (size_t i = 0; i < jobs.n; i++)
        total[i] /= unit;
    const struct plot_bars bars = {unit > 1e5 ? "ms" : unit > 1 ? "us" : "ns",
                                   jobs.name,
                                   parts.name,
                                   jobs.n,
                                   parts.n,
                                   scaled,
                                   packed,
                                   total,
                                   "step"};
    html_figure(p, html_keep(p, "Parts of a step, %s, %.0f thread%s", model, threads, threads == 1 ? "" : "s"),
                "Each part was timed alone; the diamond is the whole step. Name: optimizer and rows per step.",
                draw_bars, &bars);
}

void html_parts(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "time", "part");
    struct html_names done = {.n = 0};
    html_figures(p, true);
    for (size_t i = 0; i < rows.n; i++) {
        const char *model = html_text(&rows.row[i], "model");
        double threads = html_number(&rows.row[i], "threads");
        size_t before = done.n;
        /* A team that is not used at this size has nothing of its own. */
        if (html_number(&rows.row[i], "threads_used") < threads || strcmp(html_text(&rows.row[i], "part"), "step") != 0)
            continue;
        html_name(&done, html_keep(p, "%s %.0f", model, threads));
        if (done.n > before)
            bars_of(p, &rows, model, threads);
    }
    html_figures(p, false);
    html_tables(p, "time", "part", "Time of each part", true);
    free(rows.row);
}
