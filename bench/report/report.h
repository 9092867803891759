/* SPDX-License-Identifier: MIT
 * report.h - the one result model: lines to read and tables of numbers, in the order they are shown. Every format is
 * written from it, so that no format knows anything the others do not.
 *
 * A table's keys carry the unit (median_ns) and are what JSON and CSV show; its titles are what people see. A column
 * without a title is for machines only. A cell without a value is left out of JSON and empty in CSV: there are no NaNs.
 * JSON holds all that a report does, and report_read makes the report of it again.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum report_kind {
    REPORT_TEXT,
    REPORT_COUNT,  /* a whole number */
    REPORT_NUMBER, /* to `digits` significant digits */
    REPORT_NS,     /* a time in nanoseconds, shown in ns, us, ms or s */
    REPORT_RATE,   /* per second, shown with k, M or G */
    REPORT_FLAG,   /* 0: no, 1: yes */
};

enum report_tone { REPORT_PLAIN, REPORT_GOOD, REPORT_BAD };

struct report_column {
    const char *key, *title;
    enum report_kind kind;
    int digits;
    bool common; /* people are spared it where all rows have the same: it stands in a line above */
    bool people; /* numbers that stand in other columns, as people like them: CSV does without */
    int wrap;    /* on the console: title and text are broken at blanks into lines so long; 0: not at all */
};

/* What is always so of a table: which columns it has. Each is in report_schemas (bench/tables.c), so that a reader
 * knows them all; they stand where the table is filled. */
struct report_schema {
    const char *key, *about;            /* one sentence */
    const struct report_column *column; /* ends with a NULL key */
    bool object;                        /* one row in each report: in JSON the object itself, not an array of one */
};
extern const struct report_schema *const report_schemas[]; /* ends with NULL */

struct report_cell {
    double value; /* NaN: none */
    enum report_tone tone;
    char text[160]; /* of a text column; "": none */
};

struct report_table {
    const struct report_schema *schema;
    const char *key;                    /* the schema's */
    const struct report_column *column; /* the schema's */
    size_t columns, rows, room;
    bool shown; /* to people, too */
    struct report_cell *cell;
};

struct report_block { /* a line "label  text", or a table */
    char label[16];
    enum report_tone tone;
    char text[480];
    struct report_table *table;
};

struct report {
    struct report_block *block;
    size_t blocks, room;
    bool lacking; /* there was no memory for all of it */
};

void report_line(struct report *r, enum report_tone tone, const char *label, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A table with room for `rows` rows; NULL where there is no memory, which report_row accepts. */
struct report_table *report_table(struct report *r, const struct report_schema *schema, size_t rows, bool shown);

/* The next row, every cell empty; NULL where there is none. */
struct report_cell *report_row(struct report_table *t);

/* The last table of a schema that stands in a report, or NULL. */
struct report_table *report_last(const struct report *r, const struct report_schema *schema);

void report_text(struct report_cell *cell, const char *format, ...) __attribute__((format(printf, 2, 3)));

void report_free(struct report *r);

/* Adds what a file holds that `--format json` or ndjson wrote; "-" is standard input. Written as JSON again, a report
 * that was read alone is that file, byte for byte. false: one line in `error`, "PATH:LINE:COLUMN: ..." where it is the
 * content; *r may hold a part then. */
bool report_read(struct report *r, const char *path, char *error, size_t error_size);

/* A cell as people read it: "1.03 us", "235 146", "-". */
void report_show(char *out, size_t size, const struct report_column *column, const struct report_cell *cell);

/* Whether people are shown a column of a table. */
bool report_shown(const struct report_table *t, size_t column);
bool report_empty(const struct report_column *column, const struct report_cell *cell);

/* The formats (format.c). A failed write shows in ferror(f). */
struct report_format {
    const char *name;
    void (*write)(FILE *f, const struct report *r, bool color);
    const char *use, *reader; /* what it is for; what reads it */
    bool draws;               /* it needs gnuplot */
};
extern const struct report_format report_formats[];
const struct report_format *report_format_find(const char *name);

void report_console(FILE *f, const struct report *r, bool color);
void report_json(FILE *f, const struct report *r, bool color);
void report_ndjson(FILE *f, const struct report *r, bool color);
void report_csv(FILE *f, const struct report *r, bool color);
void report_md(FILE *f, const struct report *r, bool color);
void report_junit(FILE *f, const struct report *r, bool color);
void report_gbench(FILE *f, const struct report *r, bool color);
void report_github(FILE *f, const struct report *r, bool color);
void report_bmf(FILE *f, const struct report *r, bool color);
void report_html(FILE *f, const struct report *r, bool color);

#endif
