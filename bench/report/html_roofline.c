/* SPDX-License-Identifier: MIT
 * html_roofline.c - each kernel under the ceilings that were measured, and how close it comes to its own limit. */
#include "html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { KINDS = 12, POINTS = 256, RULES = 8, TEAMS = 4, SIZES = 5 };

/* Sizes of the streams, and how they are called in the keys and here. */
static const struct {
    const char *key, *name;
} SIZE[SIZES] = {{"floats_4096_bytes_per_second", "4K"},
                 {"floats_65536_bytes_per_second", "64K"},
                 {"floats_1048576_bytes_per_second", "1M"},
                 {"floats_16777216_bytes_per_second", "16M"},
                 {"floats_67108864_bytes_per_second", "64M"}};

static bool has_number(const struct html_page *p, const char *key, const char *column)
{
    struct html_rows rows = html_rows(p, key, column);
    bool has = false;
    for (size_t i = 0; i < rows.n; i++)
        has |= isfinite(html_number(&rows.row[i], column));
    free(rows.row);
    return has;
}

bool html_has_roofline(const struct html_page *p)
{
    return has_number(p, "peak", "flops_per_second") && has_number(p, "bandwidth", SIZE[0].key) &&
           (has_number(p, "operations", "flops_per_second") || has_number(p, "time", "flops_per_second") ||
            has_number(p, "against", "flops_per_second"));
}

struct roofline {
    struct html_names kind;
    double x[KINDS][POINTS], y[KINDS][POINTS];
    const char *label[KINDS][POINTS];
    size_t n[KINDS];
    double rule_x[RULES][2], rule_y[RULES][2];
    const char *rule[RULES];
    size_t rules;
    double least; /* intensity */
};

static void add_point(struct roofline *r, const struct html_row *row, const char *kind, const char *label)
{
    double flops = html_number(row, "flops_per_second"), bytes = html_number(row, "bytes_per_second");
    if (!(flops > 0) || !(bytes > 0))
        return;
    size_t k = html_name(&r->kind, kind);
    if (k >= KINDS || r->n[k] == POINTS)
        return;
    r->x[k][r->n[k]] = flops / bytes;
    r->y[k][r->n[k]] = flops;
    r->label[k][r->n[k]++] = label;
    r->least = fmin(r->least, flops / bytes);
}

static void add_points(struct html_page *p, struct roofline *r, double threads)
{
    struct html_rows ops = html_rows(p, "operations", "median_ns"), time = html_rows(p, "time", "part"),
                     against = html_rows(p, "against", "median_ns");
    for (size_t i = 0; i < ops.n; i++)
        if (html_number(&ops.row[i], "threads") == threads)
            add_point(r, &ops.row[i], html_text(&ops.row[i], "implementation"), html_text(&ops.row[i], "operation"));
    for (size_t i = 0; i < time.n; i++)
        if (html_number(&time.row[i], "threads") == threads && strcmp(html_text(&time.row[i], "part"), "step") == 0)
            add_point(
                r, &time.row[i], "training step",
                html_keep(p, "%s %.0f", html_text(&time.row[i], "optimizer"), html_number(&time.row[i], "batch")));
    for (size_t i = 0; i < against.n; i++)
        if (html_number(&against.row[i], "threads") == threads)
            add_point(
                r, &against.row[i], html_text(&against.row[i], "program"),
                html_keep(p, "%s %s", html_text(&against.row[i], "operation"), html_text(&against.row[i], "setting")));
    free(ops.row);
    free(time.row);
    free(against.row);
}

static void add_rule(struct roofline *r, double x0, double y0, double x1, double y1, const char *name)
{
    if (r->rules == RULES || !(x1 > x0))
        return;
    r->rule_x[r->rules][0] = x0;
    r->rule_x[r->rules][1] = x1;
    r->rule_y[r->rules][0] = y0;
    r->rule_y[r->rules][1] = y1;
    r->rule[r->rules++] = name;
}

static double most_of(const struct html_rows *rows, const char *key, double threads)
{
    double most = 0;
    for (size_t i = 0; i < rows->n; i++)
        if (html_number(&rows->row[i], "threads") == threads && html_number(&rows->row[i], key) > most)
            most = html_number(&rows->row[i], key);
    return most;
}

/* Under the fastest of the streams of a size, up to the most that multiply-adds allow. */
static void add_ceilings(struct html_page *p, struct roofline *r, double threads)
{
    struct html_rows peaks = html_rows(p, "peak", "flops_per_second"), streams = html_rows(p, "bandwidth", SIZE[0].key);
    double peak = most_of(&peaks, "flops_per_second", threads), fastest = 0, slowest = INFINITY;
    double bandwidth[SIZES];
    for (size_t s = 0; s < SIZES; s++) {
        bandwidth[s] = most_of(&streams, SIZE[s].key, threads);
        fastest = fmax(fastest, bandwidth[s]);
        slowest = bandwidth[s] > 0 ? fmin(slowest, bandwidth[s]) : slowest;
    }
    /* Far enough to the left for a name along the shortest of them. */
    const double left = fmin(r->least / 6, peak / fastest / 25);
    for (size_t s = 0; s < SIZES && peak > 0; s++)
        if (bandwidth[s] > 0)
            add_rule(r, left, left * bandwidth[s], peak / bandwidth[s], peak,
                     html_keep(p, "%s %sB/s", SIZE[s].name, html_rate(p, bandwidth[s])));
    if (peak > 0)
        add_rule(r, peak / fastest, peak, peak / slowest * 4, peak, html_keep(p, "%sFLOP/s", html_rate(p, peak)));
    free(peaks.row);
    free(streams.row);
}

static void draw_roofline(struct html_page *p, double threads)
{
    struct roofline *r = calloc(1, sizeof *r);
    struct plot_curve curve[KINDS + RULES];
    struct plot_marks mark[KINDS + RULES];
    size_t n = 0;
    if (!r)
        return;
    r->least = INFINITY;
    add_points(p, r, threads);
    add_ceilings(p, r, isfinite(r->least) ? threads : NAN);
    for (size_t k = 0; k < r->kind.n && k < KINDS; k++, n++) {
        curve[n] = (struct plot_curve){r->kind.name[k], r->x[k], r->y[k], r->n[k]};
        mark[n] = (struct plot_marks){PLOT_POINTS, r->label[k]};
    }
    for (size_t k = 0; n > 0 && k < r->rules; k++, n++) {
        curve[n] = (struct plot_curve){r->rule[k], r->rule_x[k], r->rule_y[k], 2};
        mark[n] = (struct plot_marks){PLOT_RULE, NULL};
    }
    const struct plot_look look = {.x = PLOT_LOG, .y = PLOT_LOG, .mark = mark, .across = NAN};
    const struct plot_panel panel = {"", "FLOP per byte", "FLOP/s", curve, n};
    if (n > 0 && r->rules > 0)
        html_panel(p, html_keep(p, "Roofline, %.0f thread%s", threads, threads == 1 ? "" : "s"),
                   "Sloping: the fastest stream over arrays of 4K, 64K, ... floats; level: multiply-adds alone. A "
                   "kernel cannot "
                   "be above the ceiling of the level of memory that its data is in. Named where there is room.",
                   &panel, &look);
    free(r);
}

void html_roofline(struct html_page *p)
{
    struct html_rows peaks = html_rows(p, "peak", "threads");
    struct html_names teams = {.n = 0};
    html_figures(p, true);
    for (size_t i = 0; i < peaks.n; i++) {
        double threads = html_number(&peaks.row[i], "threads");
        size_t before = teams.n;
        html_name(&teams, html_keep(p, "%.0f", threads));
        if (teams.n > before && teams.n <= TEAMS)
            draw_roofline(p, threads);
    }
    html_figures(p, false);
    fputs("<p class=\"muted\">The ceilings are tables under More tables; the kernels are in the tables of times.</p>\n",
          p->f);
    free(peaks.row);
}

/* ---- how close to the limit ------------------------------------------------------------------------------------- */

enum { SUBJECTS = 160 };

bool html_has_limits(const struct html_page *p)
{
    return has_number(p, "operations", "percent_of_limit");
}

/* Operations down, a mark for each implementation. */
static void draw_limits(struct html_page *p, const struct html_rows *rows, double threads)
{
    struct html_names subject = {.n = 0}, kind = {.n = 0};
    double x[KINDS][POINTS], y[KINDS][POINTS];
    size_t n[KINDS] = {0};
    for (size_t i = 0; i < rows->n; i++) {
        const struct html_row *row = &rows->row[i];
        double percent = html_number(row, "percent_of_limit");
        if (html_number(row, "threads") != threads || !isfinite(percent) || subject.n == SUBJECTS)
            continue;
        size_t k = html_name(&kind, html_text(row, "implementation"));
        if (k >= KINDS || n[k] == POINTS)
            continue;
        x[k][n[k]] = percent;
        y[k][n[k]++] = (double)html_name(&subject, html_text(row, "operation"));
    }
    struct plot_curve curve[KINDS];
    struct plot_marks mark[KINDS];
    size_t kinds = kind.n < KINDS ? kind.n : KINDS;
    for (size_t k = 0; k < kinds; k++) {
        curve[k] = (struct plot_curve){kind.name[k], x[k], y[k], n[k]};
        mark[k] = (struct plot_marks){PLOT_POINTS, NULL};
    }
    const struct plot_look look = {.mark = mark, .row = subject.name, .rows = subject.n, .across = 100};
    const struct plot_panel panel = {"", "% of the limit", "", curve, kinds};
    if (kinds > 0)
        html_panel(
            p, html_keep(p, "Share of the limit, %.0f thread%s", threads, threads == 1 ? "" : "s"),
            "The time that the machine's streams or multiply-adds would take for the same bytes and FLOPs, in percent "
            "of the kernel's. The line is 100 %.",
            &panel, &look);
}

void html_limits(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "operations", "median_ns");
    struct html_names teams = {.n = 0};
    html_figures(p, true);
    for (size_t i = 0; i < rows.n; i++) {
        double threads = html_number(&rows.row[i], "threads");
        size_t before = teams.n;
        html_name(&teams, html_keep(p, "%.0f", threads));
        if (teams.n > before && teams.n <= TEAMS)
            draw_limits(p, &rows, threads);
    }
    html_figures(p, false);
    html_tables(p, "operations", "median_ns", "Time of each operation", true);
    free(rows.row);
}
