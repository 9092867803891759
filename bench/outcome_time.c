/* SPDX-License-Identifier: MIT
 * outcome_time.c - a job's times as rows. */
#include "launches_rows.h"
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
    LAUNCHES,
    SLICES,
    CONTAMINATED,
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
                                            {"launches", NULL, REPORT_COUNT},
                                            {"slices_per_launch", NULL, REPORT_COUNT},
                                            {"contaminated_launches", NULL, REPORT_COUNT},
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
    double gain = alone->time.value.median / r->time.value.median;
    bool overlap = r->time.value.low <= alone->time.value.high;
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
        row[RATE].value = 1e9 * (double)j->training.batch / r->time.value.median;
        report_show(text, sizeof text, &TIME[RATE], &row[RATE]);
        snprintf(note, size, "%s samples/s", text);
    } else if (strcmp(r->part, "loss") == 0 && !timing_find(t, "forward", r->threads)) {
        snprintf(note, size, "forward + loss + backward in one sweep; --unfused times them apart");
    } else if (strcmp(r->part, "update") == 0) {
        row[PER_PARAMETER].value = r->time.value.median / (double)j->net->parameters;
        snprintf(note, size, "%.3g ns/parameter", row[PER_PARAMETER].value);
    }
    speed_up(row, t, r, text, sizeof text);
    append(note, size, text);
    append(note, size, team_note(r->used, r->threads, text, sizeof text));
    append(note, size, limits_note(row[PERCENT].value, text, sizeof text));
}

void outcome_time_rows(struct report_table *table, const struct job *j, const struct timing *t)
{
    for (size_t i = 0; i < t->rows && t->launches.n > 0; i++) {
        const struct timing_row *r = &t->row[i];
        const struct statistics *time = &r->time.value;
        struct report_cell *row = outcome_job_row(table, j);
        if (!row)
            return;
        report_text(&row[PART], "%s", r->part);
        row[THREADS].value = r->threads;
        row[USED].value = r->used;
        if (!r->timed) {
            team_note(r->used, r->threads, row[NOTE].text, sizeof row[NOTE].text);
            continue;
        }
        row[MEDIAN].value = time->median;
        row[LOW].value = time->low;
        row[HIGH].value = time->high;
        row[COVERAGE].value = time->coverage;
        row[MAD].value = time->mad;
        row[P95].value = r->time.p95;
        row[LAUNCHES].value = (double)time->n;
        row[SLICES].value = (double)r->time.slices;
        row[CONTAMINATED].value = (double)r->time.contaminated;
        if (time->median > 0 && r->count.flops)
            row[FLOPS].value = 1e9 * (double)r->count.flops / time->median;
        if (time->median > 0 && r->count.bytes)
            row[BYTES].value = 1e9 * (double)r->count.bytes / time->median;
        row[LIMIT].value = r->limit_ns;
        report_text(&row[LIMITED_BY], "%s", r->limited_by);
        row[PERCENT].value = 100 * r->limit_ns / time->median;
        time_note(row, j, t, r);
    }
}

struct report_table *outcome_launches(struct report *r, size_t jobs, size_t teams, size_t launches)
{
    return launches_table(r, jobs * teams * TIMING_PARTS * launches);
}

void outcome_launches_rows(struct report_table *table, const struct job *j, const struct timing *t)
{
    for (size_t i = 0; i < t->rows; i++)
        for (size_t launch = 0; t->row[i].timed && launch < t->launches.n; launch++) {
            struct report_cell *row = launches_row(table, &t->launches, launch, t->row[i].thing, t->row[i].threads);
            if (!row)
                return;
            report_text(&row[LAUNCHES_MODEL], "%s", j->model->name);
            report_text(&row[LAUNCHES_OPTIMIZER], "%s", j->optimizer->name);
            row[LAUNCHES_BATCH].value = (double)j->training.batch;
            report_text(&row[LAUNCHES_PART], "%s", t->row[i].part);
        }
}
