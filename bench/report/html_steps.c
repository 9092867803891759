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

/* The parts that there are (timing.h), in their order: a part has the colour of its place here. */
static const char *const PART[PARTS] = {"feed", "forward", "loss", "backward", "regularizer", "update"};

static size_t place_of(const char *part)
{
    size_t i = 0;
    while (i < PARTS && strcmp(PART[i], part) != 0)
        i++;
    return i;
}

/* The bars of one model and team: each job's parts, and the whole step beside them. In ns, us or ms, whichever the
 * longest asks for. */
static void bars_of(struct html_page *p, const struct html_rows *rows, const char *model, double threads)
{
    struct html_names jobs = {.n = 0};
    double value[PARTS][BARS], total[BARS], most = 0;
    bool there[PARTS] = {false};
    for (size_t i = 0; i < PARTS * BARS; i++)
        value[i / BARS][i % BARS] = total[i % BARS] = NAN;
    for (size_t i = 0; i < rows->n; i++) {
        const struct html_row *row = &rows->row[i];
        const char *part = html_text(row, "part");
        double median = html_number(row, "median_ns");
        if (strcmp(html_text(row, "model"), model) != 0 || html_number(row, "threads") != threads || !isfinite(median))
            continue;
        size_t job = html_name(&jobs, html_keep(p, "%s %.0f", html_text(row, "optimizer"), html_number(row, "batch")));
        size_t k = place_of(part);
        if (job >= BARS || (k == PARTS && strcmp(part, "step") != 0))
            continue;
        *(k < PARTS ? &value[k][job] : &total[job]) = median;
        most = fmax(most, median);
        if (k < PARTS)
            there[k] = true;
    }
    const size_t shown = jobs.n < BARS ? jobs.n : BARS;
    const double unit = most >= 2e6 ? 1e6 : most >= 2e3 ? 1e3 : 1;
    const char *part[PARTS], *text[BARS * PARTS];
    size_t parts = 0, colour[PARTS];
    double scaled[BARS * PARTS];
    for (size_t k = 0; k < PARTS; k++)
        if (there[k]) {
            part[parts] = PART[k];
            colour[parts++] = k;
        }
    if (parts == 0)
        return;
    for (size_t i = 0; i < shown * parts; i++) {
        double v = value[colour[i % parts]][i / parts];
        scaled[i] = v / unit;
        text[i] = html_ns(p, v);
    }
    for (size_t i = 0; i < shown; i++)
        total[i] /= unit;
    const struct plot_bars bars = {.xlabel = unit > 1e5 ? "ms"
                                             : unit > 1 ? "us"
                                                        : "ns",
                                   .row = jobs.name,
                                   .part = part,
                                   .rows = shown,
                                   .parts = parts,
                                   .value = scaled,
                                   .text = text,
                                   .colour = colour,
                                   .total = total,
                                   .total_name = "step"};
    html_figure(
        p, html_keep(p, "Parts of a step, %s, %.0f thread%s", model, threads, threads == 1 ? "" : "s"),
        html_keep(p, "Each part was timed alone; the diamond is the whole step. Name: optimizer and rows per step.%s",
                  shown < jobs.n ? " The first ones are drawn; all are in the table." : ""),
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
