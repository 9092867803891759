/* SPDX-License-Identifier: MIT
 * bmf.c - the Bencher Metric Format: {benchmark: {measure: {value, lower_value, upper_value}}}; latency is in ns. */
#include "benchmarks.h"
#include "json.h"

#include <math.h>

struct writing {
    FILE *f;
    const char *comma;
};

static void write_bound(FILE *f, const char *name, double value)
{
    if (!isfinite(value))
        return;
    fprintf(f, ", \"%s\": ", name);
    json_number(f, value);
}

static void write_measure(FILE *f, const struct benchmark *b, const char *measure, const char *key)
{
    fprintf(f, "\"%s\": {\"value\": ", measure);
    json_number(f, benchmarks_number(b->t, b->row, key));
}

static void write_name(struct writing *w, const struct benchmark *b)
{
    fprintf(w->f, "%s\n  ", w->comma);
    json_quoted(w->f, b->name);
    fputs(": {", w->f);
    w->comma = ",";
}

static void write_time(const struct benchmark *b, void *data)
{
    struct writing *w = data;
    write_name(w, b);
    write_measure(w->f, b, "latency", "median_ns");
    write_bound(w->f, "lower_value", benchmarks_number(b->t, b->row, "low_ns"));
    write_bound(w->f, "upper_value", benchmarks_number(b->t, b->row, "high_ns"));
    fputc('}', w->f);
    if (isfinite(benchmarks_number(b->t, b->row, "samples_per_second"))) {
        fputs(", ", w->f);
        write_measure(w->f, b, "throughput", "samples_per_second");
        fputc('}', w->f);
    }
    fputc('}', w->f);
}

static void write_instructions(const struct benchmark *b, void *data)
{
    struct writing *w = data;
    write_name(w, b);
    write_measure(w->f, b, "instructions", "instructions");
    fputs("}}", w->f);
}

void report_bmf(FILE *f, const struct report *r, bool color)
{
    struct writing w = {f, ""};
    (void)color;
    fputc('{', f);
    benchmarks_each(r, "median_ns", false, write_time, &w);
    benchmarks_each(r, "instructions", false, write_instructions, &w);
    fputs(w.comma[0] ? "\n}\n" : "}\n", f);
}
