/* SPDX-License-Identifier: MIT
 * format.c - the table of formats, and a cell as people read it. */
#include "report.h"

#include "digits.h"

#include <math.h>
#include <string.h>

const struct report_format report_formats[] = {
    {"console", report_console, "aligned columns, colours on a terminal", "people"},
    {"json", report_json, "all of a report, to keep", "bench report, jq; bench/report/gradus-1.schema.json"},
    {"ndjson", report_ndjson, "the same, an object on each line", "bench report, jq, DuckDB"},
    {"csv", report_csv, "every table in one", "spreadsheets, R, pandas"},
    {"md", report_md, "lists and tables", "GitHub, GitLab"},
    {"html", report_html, "one page with pictures", "browsers", .draws = true},
    {"junit", report_junit, "verdicts as test cases", "continuous integration"},
    {"gbench", report_gbench, "times, a repetition for each launch", "google-benchmark's compare.py"},
    {"github", report_github, "a number for each benchmark", "github-action-benchmark, customSmallerIsBetter"},
    {"bmf", report_bmf, "latency, throughput, instructions", "Bencher"},
    {NULL}};

const struct report_format *report_format_find(const char *name)
{
    for (const struct report_format *f = report_formats; f->name; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

bool report_empty(const struct report_column *column, const struct report_cell *cell)
{
    return column->kind == REPORT_TEXT ? cell->text[0] == '\0' : !isfinite(cell->value);
}

bool report_shown(const struct report_table *t, size_t column)
{
    const struct report_column *c = &t->column[column];
    bool any = false, same = true;
    for (size_t r = 0; r < t->rows; r++) {
        const struct report_cell *cell = &t->cell[r * t->columns + column], *first = &t->cell[column];
        any |= !report_empty(c, cell);
        same &= c->kind == REPORT_TEXT ? strcmp(cell->text, first->text) == 0 : cell->value == first->value;
    }
    return c->title && any && !(c->common && same);
}

struct unit {
    double size;
    const char *name;
};

static const struct unit TIMES[] = {{1, "ns"}, {1e3, "us"}, {1e6, "ms"}, {1e9, "s"}, {0}};
static const struct unit RATES[] = {{1, ""}, {1e3, "k"}, {1e6, "M"}, {1e9, "G"}, {0}};

/* Three digits and the largest unit in which they stay at least 1: 58.1 ns, 1.03 us, 139 us. */
static void show_unit(char *out, size_t size, double value, const struct unit *unit)
{
    const struct unit *u = unit;
    while (u[1].name && fabs(value) >= 0.9995 * u[1].size)
        u++;
    double v = value / u->size;
    int decimals = fabs(v) < 9.995 ? 2 : fabs(v) < 99.95 ? 1 : 0;
    snprintf(out, size, "%.*f%s%s", decimals, v, u->name[0] ? " " : "", u->name);
}

void report_show(char *out, size_t size, const struct report_column *column, const struct report_cell *cell)
{
    if (report_empty(column, cell)) {
        snprintf(out, size, "%s", column->kind == REPORT_TEXT ? "" : "-");
        return;
    }
    switch (column->kind) {
    case REPORT_TEXT:
        snprintf(out, size, "%s", cell->text);
        break;
    case REPORT_COUNT:
        snprintf(out, size, "%s", digits_grouped(cell->value).text);
        break;
    case REPORT_NUMBER:
        snprintf(out, size, "%s", digits_to(cell->value, column->digits ? column->digits : 4).text);
        break;
    case REPORT_NS:
        show_unit(out, size, cell->value, TIMES);
        break;
    case REPORT_RATE:
        show_unit(out, size, cell->value, RATES);
        break;
    case REPORT_FLAG:
        snprintf(out, size, "%s", cell->value != 0 ? "yes" : "no");
        break;
    }
}
