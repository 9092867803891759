/* SPDX-License-Identifier: MIT
 * outcome_time.c - a job's times as rows. */
#include "outcome.h"
#include "outcome_job.h"
#include "roof/limits.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>

enum {
    PART = JOB_CELLS,
    THREADS,
    USED,
    MEDIAN,
    LOW,
    HIGH,
    COVERAGE,
    MAD,
    P95,
    FLOPS,
    BYTES,
    LIMIT,
    LIMITED_BY,
    PERCENT,
    RATE,
    PER_PARAMETER,
    SPEED_UP,
    ROUNDS,
    SLICES,
    NOTE,
};

static const struct report_column TIME[] = {JOB_COLUMNS,
                                            {"part", "part"},
                                            {"threads", "threads", REPORT_COUNT},
                                            {"threads_used", NULL, REPORT_COUNT},
                                            {"median_ns", "median", REPORT_NS},
                                            {"low_ns", "from", REPORT_NS},
                                            {"high_ns", "to", REPORT_NS},
                                            {"interval_coverage", NULL, REPORT_NUMBER},
                                            {"mad_ns", NULL, REPORT_NS},
                                            {"p95_ns", "p95", REPORT_NS},
                                            {"flops_per_second", "FLOP/s", REPORT_RATE},
                                            {"bytes_per_second", "B/s", REPORT_RATE},
                                            {"limit_ns", NULL, REPORT_NS},
                                            {"limited_by"},
                                            {"percent_of_limit", "% of limit", REPORT_NUMBER, 3},
                                            {"samples_per_second", NULL, REPORT_RATE},
                                            {"ns_per_parameter", NULL, REPORT_NUMBER},
                                            {"speed_up", NULL, REPORT_NUMBER},
                                            {"rounds", NULL, REPORT_COUNT},
                                            {"slices_per_round", NULL, REPORT_COUNT},
                                            {"note", ""},
                                            {NULL}};

const struct report_schema time_schema = {"time", "What a step of a job and its parts cost.", TIME};

struct report_table *outcome_time(struct report *r, size_t jobs, bool shown)
{
    return report_table(r, &time_schema, jobs * TIMING_ROWS, shown);
}

static void append(char *text, size_t size, const char *what)
{
    size_t used = strlen(text);
    if (what[0])
        snprintf(text + used, size - used, "%s%s", used ? ", " : "", what);
}

/* Against one thread, where that was timed too. */
static void speed_up(struct report_cell *row, const struct timing *t, const struct timing_row *r, char *text,
                     size_t size)
{
    const struct timing_row *alone = timing_find(t, r->part, 1);
    text[0] = '\0';
    if (r->threads == 1 || !alone)
        return;
    double gain = alone->time.median / r->time.median;
    bool overlap = r->time.low <= alone->time.high;
    row[SPEED_UP].value = gain;
    if (strcmp(r->part, "step") != 0)
        return;
    snprintf(text, size, "%.2fx%s%s", gain, gain < 1 ? "  SLOWER than 1 thread" : "",
             gain < 1 && overlap ? " (intervals overlap)" : "");
    row[NOTE].tone = gain < 1 ? REPORT_BAD : REPORT_PLAIN;
}

/* What a part's time means. */
static void time_note(struct report_cell *row, const struct job *j, const struct timing *t, const struct timing_row *r)
{
    char text[80];
    char *note = row[NOTE].text;
    size_t size = sizeof row[NOTE].text;
    if (strcmp(r->part, "step") == 0) {
        row[RATE].value = 1e9 * (double)j->training.batch / r->time.median;
        report_show(text, sizeof text, &TIME[RATE], &row[RATE]);
        snprintf(note, size, "%s samples/s", text);
    } else if (strcmp(r->part, "loss") == 0 && !timing_find(t, "forward", r->threads)) {
        snprintf(note, size, "forward + loss + backward in one sweep; --unfused times them apart");
    } else if (strcmp(r->part, "update") == 0) {
        row[PER_PARAMETER].value = r->time.median / (double)j->net->parameters;
        snprintf(note, size, "%.3g ns/parameter", row[PER_PARAMETER].value);
    }
    speed_up(row, t, r, text, sizeof text);
    append(note, size, text);
    append(note, size, team_note(r->used, r->threads, text, sizeof text));
    append(note, size, limits_note(row[PERCENT].value, text, sizeof text));
}

void outcome_time_rows(struct report_table *table, const struct job *j, const struct timing *t)
{
    for (size_t i = 0; i < t->rows && t->rounds > 0; i++) {
        const struct timing_row *r = &t->row[i];
        struct report_cell *row = outcome_job_row(table, j);
        if (!row)
            return;
        report_text(&row[PART], "%s", r->part);
        row[THREADS].value = r->threads;
        row[USED].value = r->used;
        if (r->time.n == 0) {
            team_note(r->used, r->threads, row[NOTE].text, sizeof row[NOTE].text);
            continue;
        }
        row[MEDIAN].value = r->time.median;
        row[LOW].value = r->time.low;
        row[HIGH].value = r->time.high;
        row[COVERAGE].value = r->time.coverage;
        row[MAD].value = r->time.mad;
        row[P95].value = r->p95;
        row[ROUNDS].value = (double)t->rounds;
        row[SLICES].value = (double)t->slices;
        if (r->time.median > 0 && r->count.flops)
            row[FLOPS].value = 1e9 * (double)r->count.flops / r->time.median;
        if (r->time.median > 0 && r->count.bytes)
            row[BYTES].value = 1e9 * (double)r->count.bytes / r->time.median;
        row[LIMIT].value = r->limit_ns;
        report_text(&row[LIMITED_BY], "%s", r->limited_by);
        row[PERCENT].value = 100 * r->limit_ns / r->time.median;
        time_note(row, j, t, r);
    }
}
