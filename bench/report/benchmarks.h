/* SPDX-License-Identifier: MIT
 * benchmarks.h - the rows of a report that other programs follow over time, under names that stay: what is timed or
 * counted, its sizes, the part and the threads, as far as a row has them, such as iris/rmsprop/32/step/1 or
 * tanh/exact/n=65536/2. */
#ifndef BENCHMARKS_H
#define BENCHMARKS_H

#include "report.h"

enum { BENCHMARKS_NAME = 400 };

struct benchmark {
    const struct report_table *t;
    size_t row;
    char name[BENCHMARKS_NAME]; /* no other benchmark of the report has it */
};

/* Calls `visit` for each row of the tables that have a number `key`: times (median_ns) of `time`, `operations`,
 * `against` and `scale`, or instructions; with `launches`, instead of these, each launch of the table of that name. */
void benchmarks_each(const struct report *r, const char *key, bool launches,
                     void (*visit)(const struct benchmark *b, void *data), void *data);

/* The name of a row of any table. */
void benchmarks_name(const struct report_table *t, size_t row, char name[BENCHMARKS_NAME]);

/* A number of a row by its key; NaN where there is none. */
double benchmarks_number(const struct report_table *t, size_t row, const char *key);

/* A text of a row by its key; "" where there is none. */
const char *benchmarks_text(const struct report_table *t, size_t row, const char *key);

#endif
