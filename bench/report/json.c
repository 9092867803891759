/* SPDX-License-Identifier: MIT
 * json.c - schema gradus/1: one array of objects for each key of tables; units are in the key names; what has no value
 * has no key. "lines" is the report from top to bottom: lines, and where which rows of a table stand. Values are
 * jansson's, one by one, because each number has as many digits as it needs. */
#include "json.h"

#include "digits.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

const char *const json_tones[] = {[REPORT_PLAIN] = "plain", [REPORT_GOOD] = "good", [REPORT_BAD] = "bad", NULL};

/* Takes `value`. */
static void write_value(FILE *f, json_t *value, int digits)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
    fputs(text ? text : "null", f); /* out of memory */
    free(text);
    json_decref(value);
}

void json_quoted(FILE *f, const char *text)
{
    write_value(f, json_string(text), 17);
}

void json_number(FILE *f, double value)
{
    write_value(f, json_real(value), digits_needed(value));
}

static void write_cell(FILE *f, const struct report_column *column, const struct report_cell *cell)
{
    if (column->kind == REPORT_TEXT)
        json_quoted(f, cell->text);
    else if (column->kind == REPORT_FLAG)
        write_value(f, json_boolean(cell->value != 0), 17);
    else if (column->kind == REPORT_COUNT && cell->value >= -0x1p53 && cell->value <= 0x1p53)
        write_value(f, json_integer((json_int_t)cell->value), 17);
    else
        json_number(f, cell->value);
}

void json_cells(FILE *f, const struct report_table *t, size_t row, const char *before, bool follows)
{
    const char *comma = follows ? "," : "";
    for (size_t c = 0; c < t->columns; c++) {
        const struct report_cell *cell = &t->cell[row * t->columns + c];
        if (report_empty(&t->column[c], cell))
            continue;
        fprintf(f, "%s%s\"%s\": ", comma, before, t->column[c].key);
        write_cell(f, &t->column[c], cell);
        comma = ",";
    }
}

static void write_tones(FILE *f, const struct report_table *t)
{
    const char *comma = ", \"tones\": [", *end = "";
    for (size_t r = 0; r < t->rows; r++)
        for (size_t c = 0; c < t->columns; c++) {
            const struct report_cell *cell = &t->cell[r * t->columns + c];
            if (cell->tone == REPORT_PLAIN)
                continue;
            fprintf(f, "%s{\"row\": %zu, \"column\": \"%s\", \"tone\": \"%s\"}", comma, r, t->column[c].key,
                    json_tones[cell->tone]);
            comma = ", ", end = "]";
        }
    fputs(end, f);
}

void json_block(FILE *f, const struct report_block *b)
{
    if (b->table) {
        fprintf(f, "{\"table\": \"%s\", \"rows\": %zu, \"shown\": %s", b->table->key, b->table->rows,
                b->table->shown ? "true" : "false");
        write_tones(f, b->table);
    } else {
        fputs("{\"label\": ", f);
        json_quoted(f, b->label);
        fputs(", \"text\": ", f);
        json_quoted(f, b->text);
        if (b->tone != REPORT_PLAIN)
            fprintf(f, ", \"tone\": \"%s\"", json_tones[b->tone]);
    }
    fputc('}', f);
}

static void write_row(FILE *f, const struct report_table *t, size_t r, int indent)
{
    char before[16];
    snprintf(before, sizeof before, "\n%*s", indent + 2, "");
    fputc('{', f);
    json_cells(f, t, r, before, false);
    fprintf(f, "\n%*s}", indent, "");
}

/* All rows of the tables with one key, which may stand in several places. */
static void write_tables(FILE *f, const struct report *r, size_t first)
{
    const struct report_table *t = r->block[first].table;
    size_t rows = 0, written = 0;
    for (size_t i = first; i < r->blocks; i++)
        if (r->block[i].table && r->block[i].table->schema == t->schema)
            rows += r->block[i].table->rows;
    fprintf(f, "  \"%s\": ", t->key);
    if (t->schema->object && rows == 1 && t->rows == 1) {
        write_row(f, t, 0, 2);
        return;
    }
    fputc('[', f);
    for (size_t i = first; i < r->blocks; i++)
        for (size_t k = 0; r->block[i].table && r->block[i].table->schema == t->schema && k < r->block[i].table->rows;
             k++) {
            fprintf(f, "%s\n    ", written++ ? "," : "");
            write_row(f, r->block[i].table, k, 4);
        }
    fputs(rows ? "\n  ]" : "]", f);
}

static bool first_of_its_key(const struct report *r, size_t block)
{
    for (size_t i = 0; i < block; i++)
        if (r->block[i].table && r->block[i].table->schema == r->block[block].table->schema)
            return false;
    return true;
}

void report_json(FILE *f, const struct report *r, bool color)
{
    (void)color;
    fputs("{\n  \"schema\": \"" JSON_SCHEMA "\",\n", f);
    for (size_t i = 0; i < r->blocks; i++)
        if (r->block[i].table && first_of_its_key(r, i)) {
            write_tables(f, r, i);
            fputs(",\n", f);
        }
    fputs("  \"lines\": [", f);
    for (size_t i = 0; i < r->blocks; i++) {
        fputs(i ? ",\n    " : "\n    ", f);
        json_block(f, &r->block[i]);
    }
    fputs("\n  ]\n}\n", f);
}
