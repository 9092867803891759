/* SPDX-License-Identifier: MIT
 * json.h - pieces of JSON that several formats are made of. */
#ifndef JSON_H
#define JSON_H

#include "report.h"

/* A report's "schema". */
#define JSON_SCHEMA "gradus/1"

/* What stands between the braces of a row: "key": value for each cell that has one, `before` in front of each, a comma
 * between them and, where some member stands there already (`follows`), before the first. */
void json_cells(FILE *f, const struct report_table *t, size_t row, const char *before, bool follows);

/* A line, or where a table stands and how it looks: the elements of "lines", an object on one line. */
void json_block(FILE *f, const struct report_block *b);

/* A text with its quotes. */
void json_quoted(FILE *f, const char *text);

/* A number as JSON has it, with as few digits as it needs; it is finite. */
void json_number(FILE *f, double value);

/* Names of tones in JSON; NULL ends them. */
extern const char *const json_tones[];

#endif
