/* SPDX-License-Identifier: MIT
 * roof_streams.c - bandwidth by mix of streams, kind of stores, team and size. All of a size are timed interleaved. */
#include "roof.h"

#include "digits.h"
#include "gradus.h"
#include "memory.h"
#include "program.h"
#include "progress.h"
#include "roof/load.h"
#include "roof/measure.h"
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { SIZES = 5, QUICK = 4, ARRAYS = 4 };
static const size_t FLOATS[SIZES] = {1 << 12, 1 << 16, 1 << 20, 1 << 24, 1 << 26};

/* By size: the median, and an interval. */
#define SIZE(n, title)                                                                                                 \
    {"floats_" #n "_bytes_per_second", title, REPORT_RATE, .wrap = 9},                                                 \
        {"floats_" #n "_low_bytes_per_second", NULL, REPORT_RATE},                                                     \
    {                                                                                                                  \
        "floats_" #n "_high_bytes_per_second", NULL, REPORT_RATE                                                       \
    }

enum { MIX, STORES, THREADS, RATE, LOW, HIGH, PER_SIZE = 3, WIDEST = RATE + PER_SIZE * SIZES };

static const struct report_column COLUMNS[] = {
    {"mix", "stream"},
    {"stores", "stores"},
    {"threads", "threads", REPORT_COUNT},
    SIZE(4096, "B/s at 4K floats"),
    SIZE(65536, "B/s at 64K floats"),
    SIZE(1048576, "B/s at 1M floats"),
    SIZE(16777216, "B/s at 16M floats"),
    SIZE(67108864, "B/s at 64M floats"),
    {"widest_interval_percent", "widest interval, +- %", REPORT_NUMBER, 2, .wrap = 16},
    {NULL}};

const struct report_schema bandwidth_schema = {
    "bandwidth", "Bytes per second by mix of streams, stores, threads and size.", COLUMNS};

static const char *const MIXES[KERNELS_MIXES] = {
    [KERNELS_READ] = "read",
    [KERNELS_WRITE] = "write",
    [KERNELS_COPY] = "copy, 1 read 1 written",
    [KERNELS_TRIAD] = "triad, 2 read 1 written",
    [KERNELS_SGD] = "sgd, 2 read 1 written in place",
    [KERNELS_SGDM] = "sgdm, 3 read 2 written in place",
    [KERNELS_ADAM] = "adam, 4 read 3 written in place",
};

/* A row of the table. */
struct stream {
    enum kernels_mix mix;
    enum kernels_store store;
    int threads;
};

enum { STREAMS = KERNELS_MIXES * KERNELS_STORES * TEAM_SIZES };

static size_t list_streams(const struct roof *roof, struct stream *s)
{
    size_t n = 0;
    for (enum kernels_mix m = 0; m < KERNELS_MIXES; m++)
        for (enum kernels_store k = 0; k < KERNELS_STORES; k++)
            for (size_t t = 0; t < roof->teams->n && kernels_find(gradus_isa())->stream[m][k]; t++)
                s[n++] = (struct stream){m, k, roof->teams->threads[t]};
    return n;
}

static void fill(struct report_table *table, const struct load *load, const struct statistics *time, size_t n,
                 size_t size)
{
    for (size_t i = 0; i < n && time[i].n > 0; i++) {
        struct report_cell *row = &table->cell[i * table->columns], *at = row + PER_SIZE * size;
        double half = ceil(50 * (time[i].high - time[i].low) / time[i].median);
        at[RATE].value = 1e9 * load[i].work / time[i].median;
        at[LOW].value = 1e9 * load[i].work / time[i].high;
        at[HIGH].value = 1e9 * load[i].work / time[i].low;
        row[WIDEST].value = fmax(half, row[WIDEST].value);
    }
}

/* false: no memory, although as much may be asked for. */
static bool one_size(struct roof *roof, struct report_table *table, const struct stream *s, size_t n, size_t size)
{
    struct load load[STREAMS];
    struct slices_variant variant[STREAMS];
    struct statistics time[STREAMS];
    struct load_arena arena;
    char why[120];
    if (!memory_allows((double)FLOATS[size] * ARRAYS * sizeof(float), why, sizeof why)) {
        report_line(roof->r, REPORT_PLAIN, "note", "arrays of %s floats are left out: four of them %s",
                    digits_grouped((double)FLOATS[size]).text, why);
        return true;
    }
    if (!load_arena_new(&arena, FLOATS[size], ARRAYS, roof->teams->threads[roof->teams->n - 1]))
        return false;
    for (size_t i = 0; i < n; i++) {
        load[i] = load_stream(&arena, gradus_isa(), s[i].mix, s[i].store, FLOATS[size], s[i].threads);
        variant[i] = (struct slices_variant){.run = load_run, .self = &load[i]};
    }
    bool good = measure(variant, n, &roof->plan, time);
    if (good)
        fill(table, load, time, n, size);
    load_arena_free(&arena);
    return good;
}

size_t roof_sizes(bool quick)
{
    return quick ? QUICK : SIZES;
}

bool roof_streams(struct roof *roof)
{
    static const char *const stores[] = {"ordinary", "non-temporal"};
    struct stream s[STREAMS];
    const size_t n = list_streams(roof, s);
    struct report_table *table = report_table(roof->r, &bandwidth_schema, n, true);
    for (size_t i = 0; i < n; i++) {
        struct report_cell *row = report_row(table);
        if (!row)
            return false;
        report_text(&row[MIX], "%s", MIXES[s[i].mix]);
        report_text(&row[STORES], "%s", s[i].mix == KERNELS_READ ? "none" : stores[s[i].store]);
        row[THREADS].value = s[i].threads;
    }
    bool good = true;
    for (size_t size = 0; size < roof_sizes(roof->quick) && good && !program_interrupted(); size++) {
        progress("bandwidth", roof->done, roof->all);
        good = one_size(roof, table, s, n, size);
        roof->done += !program_interrupted();
    }
    report_line(roof->r, REPORT_PLAIN, "note",
                "bytes that the program asks for; floats per array, of which a stream has as many as it reads and "
                "writes; %s objects%s",
                gradus_isa(), roof->quick ? "; 64M floats are left out by --quick" : "");
    return good;
}
