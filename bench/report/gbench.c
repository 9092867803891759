/* SPDX-License-Identifier: MIT
 * gbench.c - google-benchmark's JSON, for compare.py and all that reads it. A repetition is a launch, a process of its
 * own, where the report has launches: repetitions within a process would make compare.py's test see differences where
 * there are none. Otherwise a benchmark is one repetition, its median. Only real time is measured: it stands for
 * cpu_time, too, which readers insist on. */
#include "benchmarks.h"
#include "json.h"

#include "measure/statistics.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    struct benchmark of;
    bool done;
};

struct writing {
    FILE *f;
    const char *comma;
    struct entry *entry;
    size_t n, room;
};

static void collect(const struct benchmark *b, void *data)
{
    struct writing *w = data;
    if (w->n == w->room) {
        size_t room = w->room ? 2 * w->room : 64;
        struct entry *grown = realloc(w->entry, room * sizeof *grown);
        if (!grown)
            return;
        w->entry = grown, w->room = room;
    }
    w->entry[w->n++] = (struct entry){.of = *b};
}

static double time_of(const struct benchmark *b)
{
    return benchmarks_number(b->t, b->row, "median_ns");
}

static void begin(struct writing *w, const struct benchmark *b, const char *suffix, const char *type, size_t all)
{
    double threads = benchmarks_number(b->t, b->row, "threads");
    char name[BENCHMARKS_NAME + 16];
    snprintf(name, sizeof name, "%s%s", b->name, suffix);
    fprintf(w->f, "%s\n    {\"name\": ", w->comma);
    json_quoted(w->f, name);
    fputs(", \"run_name\": ", w->f);
    json_quoted(w->f, b->name);
    fprintf(w->f, ", \"run_type\": \"%s\", \"repetitions\": %zu, \"threads\": %.0f", type, all,
            isfinite(threads) ? threads : 1);
    w->comma = ",";
}

static void end(struct writing *w, double value)
{
    fputs(", \"real_time\": ", w->f);
    json_number(w->f, value);
    fputs(", \"cpu_time\": ", w->f);
    json_number(w->f, value);
    fputs(", \"time_unit\": \"ns\"}", w->f);
}

static void aggregate(struct writing *w, const struct benchmark *b, size_t all, const char *name, double value,
                      const char *unit)
{
    char suffix[16];
    snprintf(suffix, sizeof suffix, "_%s", name);
    begin(w, b, suffix, "aggregate", all);
    fprintf(w->f, ", \"aggregate_name\": \"%s\", \"aggregate_unit\": \"%s\", \"iterations\": %zu", name, unit, all);
    end(w, value);
}

static void aggregates(struct writing *w, const struct benchmark *b, double *ns, size_t n)
{
    double mean = 0, square = 0;
    for (size_t i = 0; i < n; i++)
        mean += ns[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        square += (ns[i] - mean) * (ns[i] - mean);
    double deviation = sqrt(square / (double)(n - 1));
    aggregate(w, b, n, "mean", mean, "time");
    aggregate(w, b, n, "median", statistics_median(ns, n), "time");
    aggregate(w, b, n, "stddev", deviation, "time");
    aggregate(w, b, n, "cv", mean > 0 ? deviation / mean : 0, "percentage");
}

/* All entries of one name, from the first on. */
static void write_one(struct writing *w, size_t first, double *ns)
{
    const struct benchmark *b = &w->entry[first].of;
    size_t n = 0, index = 0;
    for (size_t i = first; i < w->n; i++)
        n += strcmp(w->entry[i].of.name, b->name) == 0;
    for (size_t i = first; i < w->n; i++) {
        struct entry *e = &w->entry[i];
        double iterations = benchmarks_number(e->of.t, e->of.row, "iterations");
        if (strcmp(e->of.name, b->name) != 0)
            continue;
        e->done = true;
        begin(w, b, "", "iteration", n);
        fprintf(w->f, ", \"repetition_index\": %zu, \"iterations\": %.0f", index,
                isfinite(iterations) ? iterations : 1);
        end(w, ns[index++] = time_of(&e->of));
    }
    if (n > 1)
        aggregates(w, b, ns, n);
}

static void write_caches(FILE *f, const struct report_table *t)
{
    static const char *const key[] = {"l1_bytes", "l2_bytes", "l3_bytes"};
    const char *comma = "";
    fputs(",\n    \"caches\": [", f);
    for (int i = 0; i < 3; i++) {
        double bytes = benchmarks_number(t, 0, key[i]);
        if (!isfinite(bytes))
            continue;
        fprintf(f, "%s{\"type\": \"%s\", \"level\": %d, \"size\": %.0f}", comma, i ? "Unified" : "Data", i + 1, bytes);
        comma = ", ";
    }
    fputc(']', f);
}

static void write_context(FILE *f, const struct report *r)
{
    static const char *const text[] = {"date",      "command_line",   "processor", "hypervisor", "blas",
                                       "blas_core", "blas_threading", "compiler",  "isa"};
    const struct report_table *t = NULL;
    for (size_t i = 0; !t && i < r->blocks; i++)
        if (r->block[i].table && strcmp(r->block[i].table->key, "context") == 0 && r->block[i].table->rows)
            t = r->block[i].table;
    fputs("{\n  \"context\": {\n    \"json_schema_version\": 1,\n    \"executable\": \"bench\"", f);
    if (t) {
        const bool debug = strcmp(benchmarks_text(t, 0, "build_type"), "Debug") == 0;
        double load = benchmarks_number(t, 0, "load_1min"), processors = benchmarks_number(t, 0, "processors");
        if (isfinite(processors))
            fprintf(f, ",\n    \"num_cpus\": %.0f", processors);
        fprintf(f, ",\n    \"library_build_type\": \"%s\",\n    \"library_version\": ", debug ? "debug" : "release");
        json_quoted(f, benchmarks_text(t, 0, "version"));
        write_caches(f, t);
        fputs(",\n    \"load_avg\": [", f);
        if (isfinite(load))
            json_number(f, load);
        fputc(']', f);
        for (size_t i = 0; i < sizeof text / sizeof *text; i++)
            if (benchmarks_text(t, 0, text[i])[0]) {
                fprintf(f, ",\n    \"%s\": ", text[i]);
                json_quoted(f, benchmarks_text(t, 0, text[i]));
            }
    }
    fputs("\n  },\n", f);
}

void report_gbench(FILE *f, const struct report *r, bool color)
{
    struct writing w = {.f = f, .comma = ""};
    (void)color;
    benchmarks_each(r, "median_ns", true, collect, &w);
    if (w.n == 0)
        benchmarks_each(r, "median_ns", false, collect, &w);
    double *ns = calloc(w.n + 1, sizeof *ns);
    write_context(f, r);
    fputs("  \"benchmarks\": [", f);
    for (size_t i = 0; ns && i < w.n; i++)
        if (!w.entry[i].done)
            write_one(&w, i, ns);
    fputs(w.comma[0] ? "\n  ]\n}\n" : "]\n}\n", f);
    free(ns);
    free(w.entry);
}
