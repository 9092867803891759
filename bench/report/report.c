/* SPDX-License-Identifier: MIT
 * report.c - collecting results. */
#include "report.h"

#include "quote.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

/* What no format could hold, control characters and bytes that are no UTF-8, becomes '?'. A text that did not fit may
 * have lost a part of its last character. */
static void tidy(char *text)
{
    for (size_t bytes; *text; text += bytes) {
        bytes = quote_character(text);
        if (bytes == 0)
            text[0] = '?', bytes = 1;
    }
}

static struct report_block *new_block(struct report *r)
{
    if (r->blocks == r->room) {
        size_t room = r->room ? 2 * r->room : 16;
        struct report_block *grown = realloc(r->block, room * sizeof *grown);
        if (!grown) {
            r->lacking = true;
            return NULL;
        }
        r->block = grown;
        r->room = room;
    }
    struct report_block *b = &r->block[r->blocks++];
    *b = (struct report_block){.label = ""};
    return b;
}

void report_line(struct report *r, enum report_tone tone, const char *label, const char *format, ...)
{
    struct report_block *b = new_block(r);
    if (!b)
        return;
    snprintf(b->label, sizeof b->label, "%s", label);
    tidy(b->label);
    b->tone = tone;
    va_list args;
    va_start(args, format);
    vsnprintf(b->text, sizeof b->text, format, args);
    va_end(args);
    tidy(b->text);
}

struct report_table *report_table(struct report *r, const struct report_schema *schema, size_t rows, bool shown)
{
    struct report_table *t = calloc(1, sizeof *t);
    if (!t) {
        r->lacking = true;
        return NULL;
    }
    *t = (struct report_table){
        .schema = schema, .key = schema->key, .column = schema->column, .room = rows, .shown = shown};
    while (schema->column[t->columns].key)
        t->columns++;
    t->cell = calloc(rows ? rows : 1, t->columns * sizeof *t->cell);
    struct report_block *b = t->cell ? new_block(r) : NULL;
    if (!b) {
        r->lacking = true;
        free(t->cell);
        free(t);
        return NULL;
    }
    b->table = t;
    return t;
}

struct report_table *report_last(const struct report *r, const struct report_schema *schema)
{
    for (size_t i = r->blocks; i-- > 0;)
        if (r->block[i].table && r->block[i].table->schema == schema)
            return r->block[i].table;
    return NULL;
}

struct report_cell *report_row(struct report_table *t)
{
    if (!t || t->rows == t->room)
        return NULL;
    struct report_cell *row = t->cell + t->columns * t->rows++;
    for (size_t i = 0; i < t->columns; i++)
        row[i].value = NAN;
    return row;
}

void report_text(struct report_cell *cell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(cell->text, sizeof cell->text, format, args);
    va_end(args);
    tidy(cell->text);
}

void report_free(struct report *r)
{
    for (size_t i = 0; i < r->blocks; i++) {
        if (r->block[i].table)
            free(r->block[i].table->cell);
        free(r->block[i].table);
    }
    free(r->block);
    *r = (struct report){0};
}
