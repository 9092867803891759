/* SPDX-License-Identifier: MIT
 * ndjson.c - one JSON object on each line: the context, then every row with its table's name, in the order in which a
 * report is read. What JSON's "lines" hold are rows of the table "lines". */
#include "json.h"

static void write_row(FILE *f, const struct report_table *t, size_t row)
{
    fprintf(f, "{\"table\": \"%s\"", t->key);
    json_cells(f, t, row, " ", true);
    fputs("}\n", f);
}

void report_ndjson(FILE *f, const struct report *r, bool color)
{
    const struct report_table *first = NULL;
    (void)color;
    for (size_t i = 0; !first && i < r->blocks; i++)
        if (r->block[i].table && r->block[i].table->schema->object && r->block[i].table->rows)
            first = r->block[i].table;
    fputs("{\"schema\": \"" JSON_SCHEMA "\", \"table\": \"context\"", f);
    if (first)
        json_cells(f, first, 0, " ", true);
    fputs("}\n", f);
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_table *t = r->block[i].table;
        fputs("{\"table\": \"lines\", \"line\": ", f);
        json_block(f, &r->block[i]);
        fputs("}\n", f);
        for (size_t k = t == first; t && k < t->rows; k++)
            write_row(f, t, k);
    }
}
