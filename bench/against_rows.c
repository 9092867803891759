/* SPDX-License-Identifier: MIT
 * against_rows.c - the two tables of --against: what was timed, and how we stand to each peer. */
#include "against.h"

#include "digits.h"
#include "tables.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    OP,
    SHAPE,
    THREADS,
    PROGRAM,
    VERSION,
    SETTING,
    VERDICT,
    WORST,
    ERROR,
    WHOLE,
    WHOLE_ERROR,
    STEP_ERROR,
    MEDIAN,
    LOW,
    HIGH,
    COVERAGE,
    MAD,
    P95,
    ELEMENT,
    FLOPS,
    BYTES,
    LIMIT,
    LIMITED_BY,
    PERCENT,
    NOTE
};

static const struct report_column TIMES[] = {{"operation", "operation", .common = true},
                                             {"shape", "shape", .common = true},
                                             {"threads", "threads", REPORT_COUNT},
                                             {"program", "program"},
                                             {"version"},
                                             {"setting", "setting"},
                                             {"verdict", "verify"},
                                             {"worst_error", "error", .people = true},
                                             {"worst_error_ulp", NULL, REPORT_NUMBER},
                                             {"whole_domain_error", "whole domain", .people = true},
                                             {"whole_domain_error_ulp", NULL, REPORT_NUMBER},
                                             {"worst_error_bounds", NULL, REPORT_NUMBER},
                                             {"median_ns", "median", REPORT_NS},
                                             {"low_ns", "from", REPORT_NS},
                                             {"high_ns", "to", REPORT_NS},
                                             {"interval_coverage", NULL, REPORT_NUMBER},
                                             {"mad_ns", NULL, REPORT_NS},
                                             {"p95_ns", NULL, REPORT_NS},
                                             {"ns_per_element", "ns/element", REPORT_NUMBER, 3},
                                             {"flops_per_second", "FLOP/s", REPORT_RATE},
                                             {"bytes_per_second", "B/s", REPORT_RATE},
                                             {"limit_ns", NULL, REPORT_NS},
                                             {"limited_by"},
                                             {"percent_of_limit", "% of limit", REPORT_NUMBER, 3},
                                             {"note", ""},
                                             {NULL}};

const struct report_schema against_schema = {"against", "An operation or a step, by ours and by foreign libraries.",
                                             TIMES};

enum { R_OP, R_SHAPE, R_THREADS, R_IMPL, R_PEER, R_SETTING, R_BEST, R_ACCURATE, R_RATIO, R_LOW, R_HIGH, R_COVERAGE };

static const struct report_column RATIOS[] = {{"operation", "operation", .common = true},
                                              {"shape", "shape", .common = true},
                                              {"threads", "threads", REPORT_COUNT},
                                              {"implementation", "ours"},
                                              {"peer", "peer"},
                                              {"setting", "setting"},
                                              {"fastest_setting", "its fastest", REPORT_FLAG},
                                              {"as_accurate", "as accurate", REPORT_FLAG},
                                              {"time_ratio", "ratio", REPORT_NUMBER, 3},
                                              {"low_ratio", "from", REPORT_NUMBER, 3},
                                              {"high_ratio", "to", REPORT_NUMBER, 3},
                                              {"interval_coverage", NULL, REPORT_NUMBER},
                                              {NULL}};

const struct report_schema ratios_schema = {"ratios", "A foreign library's time over ours, in pairs.", RATIOS};

struct against_tables against_tables(struct report *r, size_t cases)
{
    return (struct against_tables){report_table(r, &against_schema, cases * ENTRANTS, true),
                                   report_table(r, &ratios_schema, cases * GRADUS_IMPLS * ENTRANTS, true)};
}

static void case_cells(struct report_cell *row, const struct against *a)
{
    report_text(&row[OP], "%s", a->subject.name);
    report_text(&row[SHAPE], "%s", a->subject.size);
    row[THREADS].value = a->threads;
}

static void error_text(struct report_cell *cell, const struct entrant *e, const struct judge_worst *w)
{
    if (isfinite(w->error))
        report_text(cell, "%s", digits_to(w->error, 3).text);
    else
        report_text(cell, "%s[%zu] %s, not %s", e->what ? e->what : "", w->element, digits_to(w->got, 3).text,
                    digits_to(w->want, 3).text);
}

static void error_cells(struct report_cell *row, const struct entrant *e, const struct against *a)
{
    const bool both = a->subject.twice && a->subject.both, wrong = e->worst.wrong || (both && e->whole.wrong);
    if (isnan(e->worst.error))
        return;
    if (e->ours) {
        report_text(&row[VERDICT], "%s", wrong ? "FAIL" : "pass");
        row[VERDICT].tone = wrong ? REPORT_BAD : REPORT_GOOD;
    }
    row[a->spec.op ? ERROR : STEP_ERROR].value = e->worst.error;
    error_text(&row[WORST], e, &e->worst);
    if (both) {
        row[WHOLE_ERROR].value = e->whole.error;
        error_text(&row[WHOLE], e, &e->whole);
    }
}

static void time_cells(struct report_cell *row, const struct entrant *e, const struct against *a, double *sample)
{
    memcpy(sample, e->round, a->rounds * sizeof *sample);
    struct statistics s = statistics_of(sample, a->rounds, 0.95);
    row[MEDIAN].value = s.median;
    row[LOW].value = s.low;
    row[HIGH].value = s.high;
    row[COVERAGE].value = s.coverage;
    row[MAD].value = s.mad;
    row[P95].value = s.p95;
    row[ELEMENT].value = s.median / a->subject.elements;
    if (a->subject.count.flops > 0)
        row[FLOPS].value = 1e9 * (double)a->subject.count.flops / s.median;
    if (a->subject.count.bytes > 0)
        row[BYTES].value = 1e9 * (double)a->subject.count.bytes / s.median;
    row[LIMIT].value = a->limit_ns;
    report_text(&row[LIMITED_BY], "%s", a->limited_by);
    row[PERCENT].value = 100 * a->limit_ns / s.median;
    limits_note(row[PERCENT].value, row[NOTE].text, sizeof row[NOTE].text);
}

static void time_row(struct report_table *t, const struct against *a, const struct entrant *e, double *sample)
{
    struct report_cell *row = report_row(t);
    if (!row)
        return;
    case_cells(row, a);
    report_text(&row[PROGRAM], "%s", e->of->name);
    report_text(&row[VERSION], "%s", e->of->version);
    report_text(&row[SETTING], "%s", e->setting);
    if (e->judged)
        error_cells(row, e, a);
    if (e->round)
        time_cells(row, e, a, sample);
    else if (e->of->failed)
        report_text(&row[NOTE], "%.150s", e->of->why);
}

/* The fastest setting of a contender that was timed, by its median. */
static bool fastest(const struct against *a, const struct entrant *e, double *sample)
{
    double own = 0, least = INFINITY;
    for (size_t i = 0; i < a->n; i++)
        if (a->entrant[i].of == e->of && a->entrant[i].round) {
            memcpy(sample, a->entrant[i].round, a->rounds * sizeof *sample);
            double median = statistics_median(sample, a->rounds);
            least = median < least ? median : least;
            own = &a->entrant[i] == e ? median : own;
        }
    return own <= least;
}

static void ratio_row(struct report_table *t, const struct against *a, const struct entrant *ours,
                      const struct entrant *peer, double *sample)
{
    struct report_cell *row = report_row(t);
    if (!row)
        return;
    case_cells(row, a);
    report_text(&row[R_IMPL], "%s", ours->setting);
    report_text(&row[R_PEER], "%s", peer->of->name);
    report_text(&row[R_SETTING], "%s", peer->setting);
    row[R_BEST].value = fastest(a, peer, sample);
    if (!isnan(ours->worst.error))
        row[R_ACCURATE].value = peer->worst.error <= ours->worst.error;
    struct statistics s = against_ratio(ours, peer, a->rounds, sample);
    row[R_RATIO].value = s.median;
    row[R_LOW].value = s.low;
    row[R_HIGH].value = s.high;
    row[R_COVERAGE].value = s.coverage;
    row[R_RATIO].tone = s.low > 1 ? REPORT_GOOD : s.high < 1 ? REPORT_BAD : REPORT_PLAIN;
}

void against_refusals(struct report *r, const struct against *a)
{
    for (size_t i = 0; i < a->contenders->n; i++)
        if (a->refused[i][0])
            report_line(r, REPORT_PLAIN, "without", "%s: %s", a->contenders->one[i].name, a->refused[i]);
}

void against_rows(const struct against_tables *t, const struct against *a)
{
    double sample[64];
    for (size_t i = 0; i < a->n; i++)
        time_row(t->times, a, &a->entrant[i], sample);
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < a->n && a->entrant[i].ours && a->entrant[i].round; j++)
            if (!a->entrant[j].ours && a->entrant[j].round)
                ratio_row(t->ratios, a, &a->entrant[i], &a->entrant[j], sample);
}
