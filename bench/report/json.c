/* SPDX-License-Identifier: MIT
 * json.c - schema gradus/1: one array of objects per table, named by its key; units are in the key names; what has no
 * value has no key. The lines are kept as text. Values are jansson's, one by one, because each number has as many
 * digits as it needs. */
#include "report.h"

#include "digits.h"

#include <jansson.h>
#include <stdlib.h>

/* Takes `value`. */
static void write_value(FILE *f, json_t *value, int digits)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
    fputs(text ? text : "null", f); /* text that is no UTF-8 */
    free(text);
    json_decref(value);
}

static void write_cell(FILE *f, const struct report_column *column, const struct report_cell *cell)
{
    if (column->kind == REPORT_TEXT)
        write_value(f, json_string(cell->text), 17);
    else if (column->kind == REPORT_FLAG)
        write_value(f, json_boolean(cell->value != 0), 17);
    else if (column->kind == REPORT_COUNT && cell->value >= -0x1p53 && cell->value <= 0x1p53)
        write_value(f, json_integer((json_int_t)cell->value), 17);
    else
        write_value(f, json_real(cell->value), digits_needed(cell->value));
}

static void write_row(FILE *f, const struct report_table *t, size_t r, int indent)
{
    const char *comma = "";
    fputc('{', f);
    for (size_t c = 0; c < t->columns; c++) {
        const struct report_column *column = &t->column[c];
        const struct report_cell *cell = &t->cell[r * t->columns + c];
        if (column->people || report_empty(column, cell))
            continue;
        fprintf(f, "%s\n%*s\"%s\": ", comma, indent + 2, "", column->key);
        write_cell(f, column, cell);
        comma = ",";
    }
    fprintf(f, "\n%*s}", indent, "");
}

static void write_table(FILE *f, const struct report_table *t)
{
    fprintf(f, "  \"%s\": ", t->key);
    if (t->object && t->rows == 1) {
        write_row(f, t, 0, 2);
        return;
    }
    fputc('[', f);
    for (size_t r = 0; r < t->rows; r++) {
        fprintf(f, "%s\n    ", r ? "," : "");
        write_row(f, t, r, 4);
    }
    fputs(t->rows ? "\n  ]" : "]", f);
}

static void write_lines(FILE *f, const struct report *r)
{
    const char *comma = "";
    fputs("  \"lines\": [", f);
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_block *b = &r->block[i];
        if (b->table || (!b->label[0] && !b->text[0]))
            continue;
        fprintf(f, "%s\n    {\"label\": ", comma);
        write_value(f, json_string(b->label), 17);
        fputs(", \"text\": ", f);
        write_value(f, json_string(b->text), 17);
        fputc('}', f);
        comma = ",";
    }
    fputs("\n  ]\n", f);
}

void report_json(FILE *f, const struct report *r, bool color)
{
    (void)color;
    fputs("{\n  \"schema\": \"gradus/1\",\n", f);
    for (size_t i = 0; i < r->blocks; i++)
        if (r->block[i].table) {
            write_table(f, r->block[i].table);
            fputs(",\n", f);
        }
    write_lines(f, r);
    fputs("}\n", f);
}
