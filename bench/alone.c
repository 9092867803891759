/* SPDX-License-Identifier: MIT
 * alone.c - times an operation alone. */
#include "alone.h"

#include "measure/slices.h"
#include "measure/statistics.h"
#include "notation.h"
#include "roof/limits.h"
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
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

struct report_table *alone_table(struct report *r, size_t rows)
{
    return report_table(r, &operations_schema, rows, true);
}

static void run_alone(void *self, uint64_t iterations)
{
    const struct alone *a = self;
    for (uint64_t i = 0; i < iterations; i++)
        gradus_run(&a->data.call, 1, &a->team);
}

/* In-place operands would otherwise run off over the slices. */
static void restore(void *self)
{
    struct alone *a = self;
    case_restore(&a->data);
}

bool alone_new(struct alone *a, const struct gradus_op *op, const struct gradus_impl *impl, const size_t *dim,
               uint64_t seed)
{
    struct case_spec spec = {.op = op, .impl = impl, .seed = seed, .step = 1};
    *a = (struct alone){.team = {1, false}};
    memcpy(spec.dim, dim, sizeof spec.dim);
    for (int i = 0; i < gradus_hypers(op); i++)
        spec.hyper[i] = op->hyper[i].value;
    if (case_new(&a->data, &spec) != GRADUS_OK)
        return false;
    case_prepare(&a->data);
    case_run(&a->data);
    case_judge(&a->data, &a->worst);
    case_restore(&a->data);
    return true;
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

/* One row of the table; `v` NULL: one thread is used, and that has been timed. Returns the median. */
static double result_row(struct report_table *t, const struct alone *a, const struct slices_variant *v, size_t rounds,
                         const struct slices_plan *plan, double alone_ns, int used, double *room)
{
    const struct case_spec *spec = &a->data.spec;
    struct report_cell *row = report_row(t);
    struct gradus_count count;
    char shape[80], gain[60];
    if (!row)
        return NAN;
    notation_shape_text(spec->op, spec->dim, shape, sizeof shape);
    report_text(&row[OP], "%s", spec->op->name);
    report_text(&row[IMPL], "%s", spec->impl->name);
    report_text(&row[SHAPE], "%s", shape);
    row[THREADS].value = a->team.threads;
    row[USED].value = used;
    team_note(used, a->team.threads, row[NOTE].text, sizeof row[NOTE].text);
    if (!v)
        return NAN;
    slices_rounds(v, rounds, plan, room);
    struct statistics s = statistics_of(room, rounds, 0.95);
    row[MEDIAN].value = s.median;
    row[LOW].value = s.low;
    row[HIGH].value = s.high;
    row[COVERAGE].value = s.coverage;
    row[MAD].value = s.mad;
    row[P95].value = statistics_of(v->reading, rounds * plan->slices, 0.95).p95;
    row[ELEMENT].value = s.median / alone_elements(spec->op, spec->dim);
    if (gradus_count(spec->op, spec->dim, &count) == GRADUS_OK) {
        row[FLOPS].value = 1e9 * (double)count.flops / s.median;
        row[BYTES].value = 1e9 * (double)count.bytes / s.median;
    }
    if (used > 1 && alone_ns > 0) {
        row[SPEED_UP].value = alone_ns / s.median;
        snprintf(gain, sizeof gain, "%.2fx%s", alone_ns / s.median,
                 alone_ns < s.median ? "  SLOWER than 1 thread" : "");
        append_note(row, gain);
    }
    return s.median;
}

/* Times one implementation with every team, and beside it the limits of each. false: no memory. */
bool alone_time(struct alone *a, const struct team_sizes *teams, bool quick, struct report_table *t)
{
    enum { VARIANTS = TEAM_SIZES + LIMITS_LOADS };
    struct slices_plan plan = slices_plan(quick, 1);
    size_t readings = plan.rounds * plan.slices, variants = 0;
    struct alone copy[TEAM_SIZES];
    struct slices_variant variant[VARIANTS];
    int used[TEAM_SIZES], limit[TEAM_SIZES];
    struct limits *limits = calloc(1, sizeof *limits);
    double *room = calloc(VARIANTS * readings + plan.rounds, sizeof *room), alone_ns = NAN;
    bool good = false;
    if (!room || !limits)
        goto done;
    for (size_t i = 0; i < teams->n; i++) {
        copy[i] = *a;
        copy[i].team.threads = teams->threads[i];
        used[i] = team_used(&a->data.call, 1, teams->threads[i], false);
        if (i == 0 || used[i] > 1) {
            variant[variants] = (struct slices_variant){
                .run = run_alone, .before = restore, .self = &copy[i], .reading = room + variants * readings};
            variants++;
            limit[i] = limits_want(limits, limits_demand(&a->data.call, 1), used[i]);
        }
    }
    if (!limits_ready(limits))
        goto done;
    struct slices_variant *load = &variant[variants];
    size_t loads = limits_variants(limits, load, room + variants * readings, readings);
    double *value = room + VARIANTS * readings;
    size_t rounds = a->rounds = slices_measure(variant, variants + loads, &plan);
    limits_measured(limits, load, rounds, &plan, value);
    for (size_t i = 0, v = 0; i < teams->n && rounds > 0; i++) {
        bool timed = i == 0 || used[i] > 1;
        double median = result_row(t, &copy[i], timed ? &variant[v++] : NULL, rounds, &plan, alone_ns, used[i], value);
        if (i == 0 && used[i] == 1)
            alone_ns = median;
        if (t && t->rows) {
            struct report_cell *row = &t->cell[(t->rows - 1) * t->columns];
            verdict_cells(row, a);
            if (timed)
                limit_cells(row, limits, limit[i], median);
        }
    }
    good = true;
done:
    if (limits)
        limits_free(limits);
    free(limits);
    free(room);
    return good;
}

void alone_free(struct alone *a)
{
    case_free(&a->data);
}
