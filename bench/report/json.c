/* SPDX-License-Identifier: MIT
 * json.c - schema gradus/1: one array of objects per table, named by its key; units are in the key names; what has no
 * value has no key. The lines are kept as text. */
#include "report.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *cell_value(const struct report_column *column, const struct report_cell *cell)
{
    if (column->kind == REPORT_TEXT)
        return json_string(cell->text);
    if (column->kind == REPORT_COUNT && cell->value >= -0x1p53 && cell->value <= 0x1p53)
        return json_integer((json_int_t)cell->value);
    return json_real(cell->value);
}

static json_t *table_rows(const struct report_table *t)
{
    json_t *rows = json_array();
    for (size_t r = 0; r < t->rows; r++) {
        json_t *row = json_object();
        for (size_t c = 0; c < t->columns; c++) {
            const struct report_cell *cell = &t->cell[r * t->columns + c];
            if (!report_empty(&t->column[c], cell))
                json_object_set_new(row, t->column[c].key, cell_value(&t->column[c], cell));
        }
        json_array_append_new(rows, row);
    }
    return rows;
}

static void add_table(json_t *root, const struct report_table *t)
{
    json_t *rows = table_rows(t);
    json_object_set(root, t->key, t->object ? json_array_get(rows, 0) : rows);
    json_decref(rows);
}

void report_json(FILE *f, const struct report *r, bool color)
{
    (void)color;
    json_t *root = json_object(), *lines = json_array();
    json_object_set_new(root, "schema", json_string("gradus/1"));
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_block *b = &r->block[i];
        if (b->table)
            add_table(root, b->table);
        else if (b->label[0] || b->text[0])
            json_array_append_new(lines, json_pack("{s:s, s:s}", "label", b->label, "text", b->text));
    }
    json_object_set_new(root, "lines", lines);
    char *text = json_dumps(root, JSON_INDENT(2) | JSON_REAL_PRECISION(17));
    if (text)
        fprintf(f, "%s\n", text);
    free(text);
    json_decref(root);
}
