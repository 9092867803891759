/* SPDX-License-Identifier: MIT
 * alone_rows.c - an operation alone as rows: one for each team, and one for each of its launches. */
#include "alone.h"

#include "launches_rows.h"
#include "notation.h"
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    OP,
    IMPL,
    SHAPE,
    THREADS,
    USED,
    VERDICT,
    ERROR,
    BOUND,
    MEDIAN,
    LOW,
    HIGH,
    COVERAGE,
    MAD,
    P95,
    LAUNCHES,
    CONTAMINATED,
    ELEMENT,
    FLOPS,
    BYTES,
    LIMIT,
    LIMITED_BY,
    PERCENT,
    SPEED_UP,
    NOTE
};

static const struct report_column COLUMNS[] = {{"operation", "operation"},
                                               {"implementation", "impl"},
                                               {"shape", "shape"},
                                               {"threads", "threads", REPORT_COUNT},
                                               {"threads_used", NULL, REPORT_COUNT},
                                               {"verdict", "verify"},
                                               {"worst_error_ulp", NULL, REPORT_NUMBER},
                                               {"bound_ulp", NULL, REPORT_NUMBER},
                                               {"median_ns", "median", REPORT_NS},
                                               {"low_ns", "from", REPORT_NS},
                                               {"high_ns", "to", REPORT_NS},
                                               {"interval_coverage", NULL, REPORT_NUMBER},
                                               {"mad_ns", NULL, REPORT_NS},
                                               {"p95_ns", "p95", REPORT_NS},
                                               {"launches", NULL, REPORT_COUNT},
                                               {"contaminated_launches", NULL, REPORT_COUNT},
                                               {"ns_per_element", "ns/element", REPORT_NUMBER, 3},
                                               {"flops_per_second", "FLOP/s", REPORT_RATE},
                                               {"bytes_per_second", "B/s", REPORT_RATE},
                                               {"limit_ns", NULL, REPORT_NS},
                                               {"limited_by"},
                                               {"percent_of_limit", "% of limit", REPORT_NUMBER, 3},
                                               {"speed_up", NULL, REPORT_NUMBER},
                                               {"note", ""},
                                               {NULL}};

const struct report_schema operations_schema = {"operations",
                                                "An operation alone, held against the reference and timed.", COLUMNS};

struct alone_tables alone_tables(struct report *r, size_t rows, size_t launches)
{
    return (struct alone_tables){report_table(r, &operations_schema, rows, true), launches_table(r, rows * launches)};
}

double alone_elements(const struct gradus_op *op, const size_t *dim)
{
    double most = 0;
    for (int i = 0; i < gradus_operands(op); i++) {
        size_t n;
        if (op->operand[i].role != GRADUS_WORK && gradus_elements(op, i, dim, 1, &n) == GRADUS_OK)
            most = fmax(most, (double)n);
    }
    return most;
}

static void verdict_cells(struct report_cell *row, const struct alone *a)
{
    report_text(&row[VERDICT], "%s", a->worst.wrong ? "FAIL" : "pass");
    row[VERDICT].tone = a->worst.wrong ? REPORT_BAD : REPORT_GOOD;
    row[ERROR].value = a->worst.error;
    row[BOUND].value = a->worst.bound;
}

static void append_note(struct report_cell *row, const char *text)
{
    size_t used = strlen(row[NOTE].text);
    if (text[0])
        snprintf(row[NOTE].text + used, sizeof row[NOTE].text - used, "%s%s", used ? ", " : "", text);
}

static void limit_cells(struct report_cell *row, const struct limits *l, int limit, double median)
{
    char text[60];
    row[LIMIT].value = limits_of(l, limit, row[LIMITED_BY].text, sizeof row[LIMITED_BY].text);
    row[PERCENT].value = 100 * row[LIMIT].value / median;
    append_note(row, limits_note(row[PERCENT].value, text, sizeof text));
}

static void name_cells(struct report_cell *op, struct report_cell *impl, struct report_cell *shape,
                       const struct case_spec *spec)
{
    char text[80];
    notation_shape_text(spec->op, spec->dim, text, sizeof text);
    report_text(op, "%s", spec->op->name);
    report_text(impl, "%s", spec->impl->name);
    report_text(shape, "%s", text);
}

static void time_cells(struct report_cell *row, const struct alone *a, const struct launches_summary *time)
{
    const struct case_spec *spec = &a->data.spec;
    const struct statistics *s = &time->value;
    struct gradus_count count;
    row[MEDIAN].value = s->median;
    row[LOW].value = s->low;
    row[HIGH].value = s->high;
    row[COVERAGE].value = s->coverage;
    row[MAD].value = s->mad;
    row[P95].value = time->p95;
    row[LAUNCHES].value = (double)s->n;
    row[CONTAMINATED].value = (double)time->contaminated;
    row[ELEMENT].value = s->median / alone_elements(spec->op, spec->dim);
    if (gradus_count(spec->op, spec->dim, &count) == GRADUS_OK) {
        row[FLOPS].value = 1e9 * (double)count.flops / s->median;
        row[BYTES].value = 1e9 * (double)count.bytes / s->median;
    }
}

static void speed_up(struct report_cell *row, double alone_ns, double median)
{
    char gain[60];
    row[SPEED_UP].value = alone_ns / median;
    snprintf(gain, sizeof gain, "%.2fx%s", alone_ns / median, alone_ns < median ? "  SLOWER than 1 thread" : "");
    append_note(row, gain);
}

static void launch_rows(struct report_table *t, const struct alone *a, const struct alone_row *r)
{
    for (size_t i = 0; i < a->launches.n; i++) {
        struct report_cell *row = launches_row(t, &a->launches, i, r->thing, r->threads);
        if (row)
            name_cells(&row[LAUNCHES_OPERATION], &row[LAUNCHES_IMPLEMENTATION], &row[LAUNCHES_SHAPE], &a->data.spec);
    }
}

void alone_rows(const struct alone_tables *t, const struct alone *a)
{
    double alone_ns = NAN;
    for (size_t i = 0; i < a->rows && a->launches.n > 0; i++) {
        const struct alone_row *r = &a->row[i];
        struct report_cell *row = report_row(t->operations);
        double median = r->time.value.median;
        if (!row)
            return;
        name_cells(&row[OP], &row[IMPL], &row[SHAPE], &a->data.spec);
        row[THREADS].value = r->threads;
        row[USED].value = r->used;
        team_note(r->used, r->threads, row[NOTE].text, sizeof row[NOTE].text);
        verdict_cells(row, a);
        if (!r->timed)
            continue;
        time_cells(row, a, &r->time);
        if (i == 0 && r->used == 1)
            alone_ns = median;
        if (r->used > 1 && alone_ns > 0)
            speed_up(row, alone_ns, median);
        limit_cells(row, &a->limits, r->limit, median);
        launch_rows(t->launches, a, r);
    }
}
