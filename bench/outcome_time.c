/* SPDX-License-Identifier: MIT
 * outcome_time.c - a job's times as rows. */
#include "outcome.h"
#include "outcome_job.h"

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
                                            {"samples_per_second", NULL, REPORT_RATE},
                                            {"ns_per_parameter", NULL, REPORT_NUMBER},
                                            {"speed_up", NULL, REPORT_NUMBER},
                                            {"rounds", NULL, REPORT_COUNT},
                                            {"slices_per_round", NULL, REPORT_COUNT},
                                            {"note", ""},
                                            {NULL}};

struct report_table *outcome_time(struct report *r, size_t jobs, bool shown)
{
    return report_table(r, "time", TIME, jobs * TIMING_ROWS, shown);
}

/* What a part's time means. */
static void time_note(struct report_cell *row, const struct job *j, const struct timing *t, const struct timing_row *r)
{
    const struct timing_row *alone = timing_find(t, r->part, 1);
    char samples[32];
    bool step = strcmp(r->part, "step") == 0;
    if (step) {
        row[RATE].value = 1e9 * (double)j->training.batch / r->time.median;
        report_show(samples, sizeof samples, &TIME[RATE], &row[RATE]);
    }
    if (r->threads > 1 && r->used > 1 && alone) {
        double speed_up = alone->time.median / r->time.median;
        row[SPEED_UP].value = speed_up;
        bool slower = speed_up < 1, overlap = r->time.low <= alone->time.high;
        if (step)
            report_text(&row[NOTE], "%s samples/s, %.2fx%s%s", samples, speed_up,
                        slower ? "  SLOWER than 1 thread" : "", slower && overlap ? " (intervals overlap)" : "");
        row[NOTE].tone = step && slower ? REPORT_BAD : REPORT_PLAIN;
    } else if (step) {
        report_text(&row[NOTE], "%s samples/s%s", samples, r->threads > 1 ? ", one thread is used at this size" : "");
    }
    if (strcmp(r->part, "update") == 0) {
        row[PER_PARAMETER].value = r->time.median / (double)j->net->parameters;
        report_text(&row[NOTE], "%.3g ns/parameter", row[PER_PARAMETER].value);
    }
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
            report_text(&row[NOTE], "one thread is used at this size");
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
        time_note(row, j, t, r);
    }
}
