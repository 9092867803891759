/* SPDX-License-Identifier: MIT
 * html_find.c - rows by key, and words that outlive the line that made them. */
#include "html.h"

#include "digits.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static size_t column_of(const struct report_table *t, const char *key)
{
    size_t c = 0;
    while (c < t->columns && strcmp(t->column[c].key, key) != 0)
        c++;
    return c;
}

struct html_rows html_rows(const struct html_page *p, const char *key, const char *needs)
{
    struct html_rows rows = {0};
    size_t most = 0;
    for (int fill = 0; fill < 2; fill++) {
        for (size_t b = 0; b < p->r->blocks; b++) {
            const struct report_table *t = p->r->block[b].table;
            if (!t || strcmp(t->key, key) != 0 || column_of(t, needs) == t->columns)
                continue;
            for (size_t i = 0; i < t->rows; i++)
                if (!fill)
                    most++;
                else if (rows.row)
                    rows.row[rows.n++] = (struct html_row){t, t->cell + i * t->columns};
        }
        if (!fill)
            rows.row = most ? malloc(most * sizeof *rows.row) : NULL;
    }
    return rows;
}

double html_number(const struct html_row *row, const char *key)
{
    size_t c = column_of(row->t, key);
    return c < row->t->columns && row->t->column[c].kind != REPORT_TEXT ? row->cell[c].value : NAN;
}

const char *html_text(const struct html_row *row, const char *key)
{
    size_t c = column_of(row->t, key);
    return c < row->t->columns && row->t->column[c].kind == REPORT_TEXT ? row->cell[c].text : "";
}

const char *html_keep(struct html_page *p, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (p->keeps == p->room) {
        size_t room = p->room ? 2 * p->room : 64;
        char **grown = realloc(p->kept, room * sizeof *grown);
        if (!grown)
            return "";
        p->kept = grown;
        p->room = room;
    }
    char *copy = strdup(text);
    if (copy)
        p->kept[p->keeps++] = copy;
    return copy ? copy : "";
}

static const char *shown(struct html_page *p, enum report_kind kind, int digits, double value)
{
    char text[60];
    const struct report_column column = {.kind = kind, .digits = digits};
    const struct report_cell cell = {.value = value};
    report_show(text, sizeof text, &column, &cell);
    return html_keep(p, "%s", text);
}

const char *html_ns(struct html_page *p, double ns)
{
    return shown(p, REPORT_NS, 0, ns);
}

const char *html_rate(struct html_page *p, double rate)
{
    return shown(p, REPORT_RATE, 0, rate);
}

const char *html_digits(struct html_page *p, double x, int digits)
{
    return shown(p, REPORT_NUMBER, digits, x);
}

size_t html_name(struct html_names *names, const char *text)
{
    size_t i = 0;
    while (i < names->n && strcmp(names->name[i], text) != 0)
        i++;
    if (i == names->n && i < HTML_NAMES)
        names->name[names->n++] = text;
    return i;
}
