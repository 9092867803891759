/* SPDX-License-Identifier: MIT
 * csv.h - numeric tables: one header line, then rows of decimal numbers, comma separated. */
#ifndef CSV_H
#define CSV_H

#include <stdbool.h>
#include <stddef.h>

struct csv {
    size_t rows, cols;
    double *value; /* rows x cols, row-major */
    char **name;   /* cols column names */
};

/* Reads `path` whole. A UTF-8 byte order mark, CRLF line ends, blanks around cells and a missing final newline are
 * accepted; numbers are read with '.' in any locale and rounded once, however many digits they have. On failure returns
 * false, leaves *table empty and writes one line to `error`: "path:line:column: found ..., expected ..."; errno is
 * ENOMEM where memory ran out, EINVAL otherwise. Refused are ragged rows, empty cells and lines, quotes, text, a header
 * that is a number, NaN and infinity (written or by overflow), files without a row and what is not a regular file. The
 * caller frees with csv_free. */
bool csv_read(const char *path, struct csv *table, char *error, size_t error_size);
void csv_free(struct csv *table);

/* Reads one number from [s, end), all of it, as csv_read does (hexadecimal floats too); false if it is none or does not
 * fit a double. With `special`, nan, inf and -inf are numbers. */
bool csv_number(const char *s, const char *end, bool special, double *value);

#endif
