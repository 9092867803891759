/* SPDX-License-Identifier: MIT
 * github.c - for github-action-benchmark's tool customSmallerIsBetter: an array of {name, unit, value, range, extra},
 * one for each benchmark. */
#include "benchmarks.h"
#include "json.h"

#include <math.h>

struct writing {
    FILE *f;
    const char *key, *unit, *comma;
};

static void write_one(const struct benchmark *b, void *data)
{
    struct writing *w = data;
    double low = benchmarks_number(b->t, b->row, "low_ns"), high = benchmarks_number(b->t, b->row, "high_ns");
    const char *note = benchmarks_text(b->t, b->row, "note");
    fprintf(w->f, "%s\n  {\"name\": ", w->comma);
    json_quoted(w->f, b->name);
    fprintf(w->f, ", \"unit\": \"%s\", \"value\": ", w->unit);
    json_number(w->f, benchmarks_number(b->t, b->row, w->key));
    if (isfinite(low) && isfinite(high))
        fprintf(w->f, ", \"range\": \"%.4g..%.4g\"", low, high);
    if (note[0]) {
        fputs(", \"extra\": ", w->f);
        json_quoted(w->f, note);
    }
    fputc('}', w->f);
    w->comma = ",";
}

void report_github(FILE *f, const struct report *r, bool color)
{
    struct writing w = {f, "median_ns", "ns", ""};
    (void)color;
    fputc('[', f);
    benchmarks_each(r, w.key, false, write_one, &w);
    w.key = "instructions", w.unit = "instructions";
    benchmarks_each(r, w.key, false, write_one, &w);
    fputs(w.comma[0] ? "\n]\n" : "]\n", f);
}
