/* SPDX-License-Identifier: MIT
 * benchmarks.c - names of rows. */
#include "benchmarks.h"

#include <math.h>
#include <string.h>

static size_t column_of(const struct report_table *t, const char *key)
{
    size_t c = 0;
    while (c < t->columns && strcmp(t->column[c].key, key) != 0)
        c++;
    return c;
}

double benchmarks_number(const struct report_table *t, size_t row, const char *key)
{
    size_t c = column_of(t, key);
    return c < t->columns ? t->cell[row * t->columns + c].value : NAN;
}

const char *benchmarks_text(const struct report_table *t, size_t row, const char *key)
{
    size_t c = column_of(t, key);
    return c < t->columns ? t->cell[row * t->columns + c].text : "";
}

void benchmarks_name(const struct report_table *t, size_t row, char name[BENCHMARKS_NAME])
{
    static const char *const part[] = {"name",  "subject",   "size",           "model",  "optimizer", "lr",
                                       "batch", "operation", "implementation", "shape",  "program",   "setting",
                                       "part",  "list",      "entry",          "threads"};
    size_t used = 0;
    name[0] = '\0';
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        size_t c = column_of(t, part[i]);
        if (c == t->columns || report_empty(&t->column[c], &t->cell[row * t->columns + c]))
            continue;
        const struct report_cell *cell = &t->cell[row * t->columns + c];
        const char *slash = used ? "/" : "";
        used += (size_t)(t->column[c].kind == REPORT_TEXT
                             ? snprintf(name + used, BENCHMARKS_NAME - used, "%s%s", slash, cell->text)
                             : snprintf(name + used, BENCHMARKS_NAME - used, "%s%.15g", slash, cell->value));
        if (used >= BENCHMARKS_NAME)
            break; /* cut: no row has as many long cells */
    }
    for (char *s = name; *s; s++)
        if (*s == ' ')
            *s = '_';
}

/* The runs that a report is of, up to a block: their contexts. */
static size_t run_of(const struct report *r, size_t block)
{
    size_t runs = 0;
    for (size_t i = 0; i < block; i++)
        runs += r->block[i].table && strcmp(r->block[i].table->key, "context") == 0;
    return runs;
}

static bool is_followed(const struct report_table *t, bool launches)
{
    return strcmp(t->key, "runs") != 0 && (strcmp(t->key, "launches") == 0) == launches && strcmp(t->key, "peak") != 0;
}

void benchmarks_each(const struct report *r, const char *key, bool launches,
                     void (*visit)(const struct benchmark *b, void *data), void *data)
{
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_table *t = r->block[i].table;
        size_t run = run_of(r, i);
        for (size_t k = 0; t && is_followed(t, launches) && k < t->rows; k++) {
            struct benchmark b = {.t = t, .row = k};
            if (!isfinite(benchmarks_number(t, k, key)))
                continue;
            benchmarks_name(t, k, b.name);
            size_t used = strlen(b.name);
            if (run > 1)
                snprintf(b.name + used, sizeof b.name - used, "#%zu", run);
            visit(&b, data);
        }
    }
}
