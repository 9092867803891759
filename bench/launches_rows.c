/* SPDX-License-Identifier: MIT
 * launches_rows.c - launches as rows and as words. */
#include "launches_rows.h"

#include "digits.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>

enum {
    THREADS = LAUNCHES_NAMES,
    LAUNCH,
    ITERATIONS,
    IN_LAUNCH,
    MEDIAN,
    P95,
    PREEMPTIONS,
    RUN_DELAY,
    STEAL,
    MARK,
};

static const struct report_column COLUMNS[] = {{"model"},
                                               {"optimizer"},
                                               {"batch", NULL, REPORT_COUNT},
                                               {"part"},
                                               {"operation"},
                                               {"implementation"},
                                               {"shape"},
                                               {"threads", NULL, REPORT_COUNT},
                                               {"launch", NULL, REPORT_COUNT},
                                               {"iterations", NULL, REPORT_COUNT},
                                               {"slices", NULL, REPORT_COUNT},
                                               {"median_ns", NULL, REPORT_NS},
                                               {"p95_ns", NULL, REPORT_NS},
                                               {"preemptions", NULL, REPORT_COUNT},
                                               {"run_delay_ns", NULL, REPORT_NS},
                                               {"steal_percent", NULL, REPORT_NUMBER},
                                               {"contaminated", NULL, REPORT_FLAG},
                                               {NULL}};

const struct report_schema launches_schema = {
    "launches", "Each launch of what was timed: a process of its own, and what disturbed it.", COLUMNS};

struct report_table *launches_table(struct report *r, size_t rows)
{
    return report_table(r, &launches_schema, rows, false);
}

struct report_cell *launches_row(struct report_table *t, const struct launches *l, size_t launch, size_t thing,
                                 int threads)
{
    const struct launches_part *p = launches_part(l, launch, thing);
    struct report_cell *row = report_row(t);
    double reading[LAUNCHES_SLICES];
    if (!row)
        return NULL;
    memcpy(reading, p->reading, p->slices * sizeof *reading);
    struct statistics s = statistics_of(reading, p->slices, 0.95);
    row[THREADS].value = threads;
    row[LAUNCH].value = (double)(launch + 1);
    row[ITERATIONS].value = (double)p->iterations;
    row[IN_LAUNCH].value = (double)p->slices;
    row[MEDIAN].value = s.median;
    row[P95].value = s.p95;
    row[PREEMPTIONS].value = (double)p->preemptions;
    row[RUN_DELAY].value = p->run_delay_ns;
    row[STEAL].value = l->steal_percent[launch];
    row[MARK].value = launches_contaminated(p);
    return row;
}

void launches_count(struct launches_count *c, const struct launches *l, size_t asked, size_t things)
{
    struct launches_count more = {.asked = asked, .least = l->n, .most = l->n, .values = l->n * things};
    for (size_t i = 0; i < l->n; i++)
        for (size_t thing = 0; thing < things; thing++)
            more.contaminated += launches_contaminated(launches_part(l, i, thing));
    launches_counted(c, &more);
}

void launches_counted(struct launches_count *c, const struct launches_count *more)
{
    if (more->values == 0)
        return;
    c->least = c->values == 0 || more->least < c->least ? more->least : c->least;
    c->most = more->most > c->most ? more->most : c->most;
    c->asked = more->asked;
    c->values += more->values;
    c->contaminated += more->contaminated;
}

static double coverage(size_t launches)
{
    double none[LAUNCHES_MOST] = {0};
    return 100 * statistics_of(none, launches, 0.95).coverage;
}

void launches_notes(struct report *r, const struct arguments *o, const struct launches_count *c)
{
    char fewer[40] = "";
    if (c->values == 0)
        return;
    if (c->least < c->most)
        snprintf(fewer, sizeof fewer, "%zu to ", c->least);
    report_line(r, REPORT_PLAIN, "note",
                "from..to: order statistics over %s%s, each a process of its own; coverage %.1f %%%s", fewer,
                digits_count((double)c->most, "launch/es").text, coverage(c->least),
                c->least >= 6 ? "" : ": too few for a verdict");
    if (c->least < c->asked)
        report_line(r, REPORT_PLAIN, "", "%s were asked for: no more began within --max-time",
                    digits_count((double)c->asked, "launch/es").text);
    if (c->contaminated)
        report_line(r, REPORT_PLAIN, "",
                    "%zu of %zu launches' times contaminated (preempted in more than %.0f %% of the slices): kept, "
                    "marked in the table launches",
                    c->contaminated, c->values, 100 * LAUNCHES_CONTAMINATED);
    if (o->cold_cache)
        report_line(r, REPORT_PLAIN, "",
                    "--cold-cache: a slice is one call, after the caches were filled with something else; reading the "
                    "clock is part of it");
}
