/* SPDX-License-Identifier: MIT
 * csv.c - one table for a program to read (RFC 4180, but for the line ends): the first column says which of the
 * report's tables a row is of, the others are those tables' columns, each once. */
#include "report.h"

#include "digits.h"

#include <string.h>

enum { COLUMNS = 128 };

static void write_text(FILE *f, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, f);
        return;
    }
    fputc('"', f);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', f);
        fputc(*text, f);
    }
    fputc('"', f);
}

static void write_value(FILE *f, const struct report_column *column, const struct report_cell *cell)
{
    if (report_empty(column, cell))
        return;
    if (column->kind == REPORT_TEXT)
        write_text(f, cell->text);
    else if (column->kind == REPORT_COUNT)
        fprintf(f, "%.0f", cell->value);
    else if (column->kind == REPORT_FLAG)
        fputs(cell->value != 0 ? "true" : "false", f);
    else
        fprintf(f, "%.*g", digits_needed(cell->value), cell->value);
}

/* The keys of all tables, each once, in order of appearance. */
static size_t all_keys(const struct report *r, const char **key)
{
    size_t keys = 0;
    for (size_t b = 0; b < r->blocks; b++) {
        const struct report_table *t = r->block[b].table;
        for (size_t c = 0; t && c < t->columns; c++) {
            size_t k = 0;
            if (t->column[c].people)
                continue;
            while (k < keys && strcmp(key[k], t->column[c].key) != 0)
                k++;
            if (k == keys && keys < COLUMNS)
                key[keys++] = t->column[c].key;
        }
    }
    return keys;
}

static void write_row(FILE *f, const struct report_table *t, size_t r, const char *const *key, size_t keys)
{
    write_text(f, t->key);
    for (size_t k = 0; k < keys; k++) {
        fputc(',', f);
        for (size_t c = 0; c < t->columns; c++)
            if (!t->column[c].people && strcmp(t->column[c].key, key[k]) == 0)
                write_value(f, &t->column[c], &t->cell[r * t->columns + c]);
    }
    fputc('\n', f);
}

void report_csv(FILE *f, const struct report *r, bool color)
{
    const char *key[COLUMNS];
    size_t keys = all_keys(r, key);
    (void)color;
    fputs("table", f);
    for (size_t k = 0; k < keys; k++)
        fprintf(f, ",%s", key[k]);
    fputc('\n', f);
    for (size_t b = 0; b < r->blocks; b++)
        for (size_t i = 0; r->block[b].table && i < r->block[b].table->rows; i++)
            write_row(f, r->block[b].table, i, key, keys);
}
