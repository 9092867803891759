/* SPDX-License-Identifier: MIT
 * html_threads.c - what teams bring: a mark for each thing that was timed with several, a line where `bench scale`
 * swept them. */
#include "html.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SUBJECTS = 160, TEAMS = 4, LINES = 8, SIZES = 32 };

/* Subjects down, a mark for each team: how much faster than one thread. */
struct speed_ups {
    struct html_names subject, team;
    double x[TEAMS][2 * SUBJECTS], y[TEAMS][2 * SUBJECTS];
    size_t n[TEAMS];
};

static void add_speed_up(struct speed_ups *s, struct html_page *p, const struct html_row *row, const char *subject)
{
    double gain = html_number(row, "speed_up");
    if (!isfinite(gain) || (s->subject.n >= SUBJECTS))
        return;
    size_t team = html_name(&s->team, html_keep(p, "%.0f threads", html_number(row, "threads")));
    if (team >= TEAMS)
        return;
    size_t at = html_name(&s->subject, subject);
    if (s->n[team] < 2 * SUBJECTS) {
        s->x[team][s->n[team]] = gain;
        s->y[team][s->n[team]++] = (double)at;
    }
}

static struct speed_ups *read_speed_ups(struct html_page *p)
{
    struct speed_ups *s = calloc(1, sizeof *s);
    struct html_rows ops = html_rows(p, "operations", "speed_up"), time = html_rows(p, "time", "speed_up");
    for (size_t i = 0; s && i < time.n; i++)
        if (strcmp(html_text(&time.row[i], "part"), "step") == 0)
            add_speed_up(s, p, &time.row[i],
                         html_keep(p, "%s %s %.0f", html_text(&time.row[i], "model"),
                                   html_text(&time.row[i], "optimizer"), html_number(&time.row[i], "batch")));
    for (size_t i = 0; s && i < ops.n; i++)
        add_speed_up(
            s, p, &ops.row[i],
            html_keep(p, "%s %s", html_text(&ops.row[i], "operation"), html_text(&ops.row[i], "implementation")));
    free(ops.row);
    free(time.row);
    return s;
}

/* What a row of `bench scale` is of. */
static const char *swept(struct html_page *p, const struct html_row *row)
{
    return html_keep(p, "%s %s", html_text(row, "subject"), html_text(row, "size"));
}

bool html_has_threads(const struct html_page *p)
{
    const char *const key[] = {"operations", "scale", "time"};
    bool has = false;
    for (size_t k = 0; k < 3; k++) {
        struct html_rows rows = html_rows(p, key[k], "speed_up");
        for (size_t i = 0; i < rows.n; i++)
            has |= isfinite(html_number(&rows.row[i], "speed_up")) &&
                   (k < 2 || strcmp(html_text(&rows.row[i], "part"), "step") == 0);
        free(rows.row);
    }
    return has;
}

/* So many things of a sweep in one picture. */
static void draw_sweep(struct html_page *p, const struct html_rows *rows, struct html_names *subject, size_t first)
{
    double x[LINES][SIZES], y[LINES][SIZES], most = 1;
    struct plot_curve curve[LINES + 1];
    struct plot_marks mark[LINES + 1] = {{PLOT_LINE, NULL}};
    const size_t lines = subject->n - first < LINES ? subject->n - first : LINES;
    for (size_t k = 0; k < lines; k++)
        curve[k] = (struct plot_curve){subject->name[first + k], x[k], y[k], 0};
    for (size_t i = 0; i < rows->n; i++) {
        size_t k = html_name(subject, swept(p, &rows->row[i]));
        double gain = html_number(&rows->row[i], "speed_up");
        if (k < first || k >= first + lines || curve[k - first].n == SIZES || !isfinite(gain))
            continue;
        size_t at = curve[k - first].n++;
        x[k - first][at] = html_number(&rows->row[i], "threads");
        y[k - first][at] = gain;
        most = fmax(most, x[k - first][at]);
    }
    const double ideal[] = {1, most};
    curve[lines] = (struct plot_curve){"as many times as threads", ideal, ideal, 2};
    mark[lines] = (struct plot_marks){PLOT_RULE, NULL};
    const struct plot_look look = {.x = PLOT_LOG, .y = PLOT_LOG, .mark = mark, .whole = true, .across = NAN};
    const struct plot_panel panel = {"", "threads", "times as fast as one", curve, lines + 1};
    if (most > 1)
        html_panel(
            p, lines == 1 ? html_keep(p, "Speed-up by threads: %s", subject->name[first]) : "Speed-up by threads",
            "What stays below the straight line does not gain a processor's worth with each processor.", &panel, &look);
}

/* The table of `bench scale`: speed-up by threads. */
static void draw_sweeps(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "scale", "speed_up");
    struct html_names subject = {.n = 0};
    for (size_t i = 0; i < rows.n; i++)
        html_name(&subject, swept(p, &rows.row[i]));
    if (rows.n > 0)
        html_figures(p, true);
    for (size_t first = 0; first < subject.n; first += LINES)
        draw_sweep(p, &rows, &subject, first);
    if (rows.n > 0)
        html_figures(p, false);
    html_tables(p, "scale", "speed_up", "Speed-up by threads", true);
    html_tables(p, "serial_part", "serial_percent", "The serial part that was fitted", false);
    free(rows.row);
}

/* Of what was timed with several teams beside other things. */
static void draw_speed_ups(struct html_page *p)
{
    struct speed_ups *s = read_speed_ups(p);
    if (!s || s->subject.n == 0) {
        free(s);
        return;
    }
    struct plot_curve curve[TEAMS];
    struct plot_marks mark[TEAMS];
    size_t teams = s->team.n < TEAMS ? s->team.n : TEAMS;
    for (size_t k = 0; k < teams; k++) {
        curve[k] = (struct plot_curve){s->team.name[k], s->x[k], s->y[k], s->n[k]};
        mark[k] = (struct plot_marks){PLOT_POINTS, NULL};
    }
    const struct plot_look look = {
        .x = PLOT_LINEAR, .mark = mark, .row = s->subject.name, .rows = s->subject.n, .across = 1};
    const struct plot_panel panel = {"", "times as fast as one thread", "", curve, teams};
    html_figures(p, true);
    html_panel(p, "Speed-up of teams",
               "One mark for each operation, or training step, and team. The line is one thread's pace.", &panel,
               &look);
    html_figures(p, false);
    fputs("<p class=\"muted\">The numbers are the column note of the tables of times: operations, or parts of a step."
          "</p>\n",
          p->f);
    free(s);
}

void html_threads(struct html_page *p)
{
    fputs("<p>Below 1 a team is SLOWER than one thread. What is not here runs on one thread at its size, because "
          "forming a team would cost more than it brings.</p>\n",
          p->f);
    draw_speed_ups(p);
    draw_sweeps(p);
}
