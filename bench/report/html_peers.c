/* SPDX-License-Identifier: MIT
 * html_peers.c - accuracy against speed of ours and the peers; and how launches of one program differ. */
#include "html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRAMS = 12, POINTS = 64, SUBJECTS = 40 };

bool html_has_peers(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "against", "program");
    free(rows.row);
    return rows.n > 0;
}

/* The error that a row has: of an operation in ulps, of a step in bounds. */
static double error_of(const struct html_row *row, bool *step)
{
    double ulps = html_number(row, "worst_error_ulp"), bounds = html_number(row, "worst_error_bounds");
    *step = !isfinite(ulps) && isfinite(bounds);
    return *step ? bounds : ulps;
}

static const char *case_of(struct html_page *p, const struct html_row *row)
{
    return html_keep(p, "%s %s, %.0f thread%s", html_text(row, "operation"), html_text(row, "shape"),
                     html_number(row, "threads"), html_number(row, "threads") == 1 ? "" : "s");
}

static void draw_case(struct html_page *p, const struct html_rows *rows, const char *what)
{
    struct html_names program = {.n = 0};
    double x[PROGRAMS][POINTS], y[PROGRAMS][POINTS];
    const char *label[PROGRAMS][POINTS];
    size_t n[PROGRAMS] = {0};
    bool steps = false;
    for (size_t i = 0; i < rows->n; i++) {
        const struct html_row *row = &rows->row[i];
        bool step;
        double median = html_number(row, "median_ns"), error = error_of(row, &step);
        if (strcmp(case_of(p, row), what) != 0 || !isfinite(median) || !isfinite(error))
            continue;
        size_t k = html_name(&program, html_text(row, "program"));
        if (k >= PROGRAMS || n[k] == POINTS)
            continue;
        steps |= step;
        x[k][n[k]] = median;
        y[k][n[k]] = error;
        label[k][n[k]++] = html_keep(p, "%s %s", html_text(row, "program"), html_text(row, "setting"));
    }
    struct plot_curve curve[PROGRAMS];
    struct plot_marks mark[PROGRAMS];
    size_t programs = program.n < PROGRAMS ? program.n : PROGRAMS;
    for (size_t k = 0; k < programs; k++) {
        curve[k] = (struct plot_curve){program.name[k], x[k], y[k], n[k]};
        mark[k] = (struct plot_marks){PLOT_POINTS, label[k]};
    }
    const struct plot_look look = {.x = PLOT_LOG, .y = PLOT_FROM_ZERO, .mark = mark, .across = NAN};
    const struct plot_panel panel = {"", "ns per call", steps ? "worst error, of the bound" : "worst error, ulp", curve,
                                     programs};
    if (programs > 0)
        html_panel(p, what,
                   "Down and to the left is better: more accurate, faster. Errors are beyond the last rounding.",
                   &panel, &look);
}

void html_peers(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "against", "program");
    struct html_names cases = {.n = 0};
    html_figures(p, true);
    for (size_t i = 0; i < rows.n; i++) {
        size_t before = cases.n;
        html_name(&cases, case_of(p, &rows.row[i]));
        if (cases.n > before && cases.n <= SUBJECTS)
            draw_case(p, &rows, cases.name[before]);
    }
    html_figures(p, false);
    html_tables(p, "against", "program", "What was timed", true);
    html_tables(p, "ratios", "peer", "The peers' time over ours; above 1 ours is faster", false);
    free(rows.row);
}

/* ---- launches --------------------------------------------------------------------------------------------------- */

enum { LAUNCHES = 2048 };

bool html_has_launches(const struct html_page *p)
{
    struct html_rows rows = html_rows(p, "launches", "median_ns");
    free(rows.row);
    return rows.n > 0;
}

static const char *subject_of(struct html_page *p, const struct html_row *row)
{
    if (html_text(row, "operation")[0])
        return html_keep(p, "%s %s, %.0f", html_text(row, "operation"), html_text(row, "implementation"),
                         html_number(row, "threads"));
    return html_keep(p, "%s %.0f %s, %.0f", html_text(row, "optimizer"), html_number(row, "batch"),
                     html_text(row, "part"), html_number(row, "threads"));
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct strips {
    struct html_names subject;
    double x[3][LAUNCHES], y[3][LAUNCHES], value[LAUNCHES];
    size_t n[3];
};

/* Each launch over the median of its subject's, so that all subjects share a scale: clean, contaminated, and 1. */
static void fill(struct strips *s, struct html_page *p, const struct html_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        html_name(&s->subject, subject_of(p, &rows->row[i]));
    s->subject.n = s->subject.n < SUBJECTS ? s->subject.n : SUBJECTS;
    for (size_t k = 0; k < s->subject.n; k++) {
        size_t n = 0;
        for (size_t i = 0; i < rows->n && n < LAUNCHES; i++)
            if (strcmp(subject_of(p, &rows->row[i]), s->subject.name[k]) == 0 &&
                isfinite(html_number(&rows->row[i], "median_ns")))
                s->value[n++] = html_number(&rows->row[i], "median_ns");
        if (n == 0)
            continue;
        qsort(s->value, n, sizeof *s->value, by_value);
        double median = (s->value[(n - 1) / 2] + s->value[n / 2]) / 2;
        for (size_t i = 0; i < rows->n; i++) {
            size_t dirty = html_number(&rows->row[i], "contaminated") > 0;
            if (strcmp(subject_of(p, &rows->row[i]), s->subject.name[k]) != 0 || s->n[dirty] == LAUNCHES)
                continue;
            s->x[dirty][s->n[dirty]] = html_number(&rows->row[i], "median_ns") / median;
            s->y[dirty][s->n[dirty]++] = (double)k;
        }
    }
}

static void launches_table(struct html_page *p, const struct html_rows *rows)
{
    fprintf(p->f, "<details><summary>Each launch: %zu rows</summary>\n", rows->n);
    html_table_begin(p, "Each launch, and what disturbed it");
    fputs("<thead><tr><th scope=\"col\">what, threads</th><th scope=\"col\" class=\"n\">launch</th>"
          "<th scope=\"col\" class=\"n\">median</th><th scope=\"col\" class=\"n\">p95</th>"
          "<th scope=\"col\" class=\"n\">preemptions</th><th scope=\"col\" class=\"n\">waited</th>"
          "<th scope=\"col\" class=\"n\">steal, %</th><th scope=\"col\">contaminated</th></tr></thead>\n<tbody>\n",
          p->f);
    for (size_t i = 0; i < rows->n; i++) {
        const struct html_row *row = &rows->row[i];
        fputs("<tr><th scope=\"row\">", p->f);
        html_words(p->f, subject_of(p, row));
        fprintf(p->f, "</th><td class=\"n\">%s</td>", html_digits(p, html_number(row, "launch"), 6));
        fprintf(p->f, "<td class=\"n\">%s</td>", html_ns(p, html_number(row, "median_ns")));
        fprintf(p->f, "<td class=\"n\">%s</td>", html_ns(p, html_number(row, "p95_ns")));
        fprintf(p->f, "<td class=\"n\">%s</td>", html_digits(p, html_number(row, "preemptions"), 6));
        fprintf(p->f, "<td class=\"n\">%s</td>", html_ns(p, html_number(row, "run_delay_ns")));
        fprintf(p->f, "<td class=\"n\">%s</td>", html_digits(p, html_number(row, "steal_percent"), 3));
        fprintf(p->f, "<td>%s</td></tr>\n", html_number(row, "contaminated") > 0 ? "yes" : "no");
    }
    html_table_end(p);
    fputs("</details>\n", p->f);
}

void html_launches(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "launches", "median_ns");
    struct strips *s = calloc(1, sizeof *s);
    if (s)
        fill(s, p, &rows);
    if (s && s->subject.n > 0) {
        const struct plot_curve curve[] = {{"a launch", s->x[0], s->y[0], s->n[0]},
                                           {"contaminated", s->x[1], s->y[1], s->n[1]}};
        const struct plot_marks mark[] = {{PLOT_POINTS, NULL}, {PLOT_POINTS, NULL}};
        const struct plot_look look = {.mark = mark, .row = s->subject.name, .rows = s->subject.n, .across = 1};
        const struct plot_panel panel = {"", "time, of the median launch", "", curve, s->n[1] > 0 ? 2 : 1};
        html_figures(p, true);
        html_panel(p, "Launches",
                   "Each mark is one process of the same program. Contaminated ones are shown, and not left out of any "
                   "number: only how they came out would tell them from slow ones.",
                   &panel, &look);
        html_figures(p, false);
    }
    launches_table(p, &rows);
    free(s);
    free(rows.row);
}
