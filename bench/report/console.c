/* SPDX-License-Identifier: MIT
 * console.c - for the eye: aligned columns, numbers to the right, no column that says nothing. */
#include "report.h"

#include <string.h>

enum { LABEL = 9, COLUMNS = 32, GAP = 2 };

static const char *tone_on(enum report_tone tone, bool color)
{
    static const char *const on[] = {"", "\033[32m", "\033[31m"};
    return color ? on[tone] : "";
}

static const char *tone_off(enum report_tone tone, bool color)
{
    return color && tone != REPORT_PLAIN ? "\033[0m" : "";
}

static void write_line(FILE *f, const struct report_block *b, bool color)
{
    if (b->label[0] == '\0' && b->text[0] == '\0')
        fputc('\n', f);
    else
        fprintf(f, "%-*s%s%s%s\n", LABEL, b->label, tone_on(b->tone, color), b->text, tone_off(b->tone, color));
}

/* The columns of UTF-8 text on a terminal: continuation bytes take none. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

static int column_width(const struct report_table *t, size_t c)
{
    char text[200];
    int width = width_of(t->column[c].title);
    for (size_t r = 0; r < t->rows; r++) {
        const struct report_cell *cell = &t->cell[r * t->columns + c];
        report_show(text, sizeof text, &t->column[c], cell);
        if (width_of(text) > width)
            width = width_of(text);
    }
    return width;
}

static void write_cell(FILE *f, const char *text, int width, bool left, bool last, const char *on, const char *off)
{
    int pad = width - width_of(text);
    fprintf(f, "%*s%s%s%s%*s", left ? 0 : pad, "", on, text, off, left && !last ? pad : 0, "");
}

static void write_table(FILE *f, const struct report_table *t, bool color)
{
    int width[COLUMNS] = {0};
    size_t last = 0;
    for (size_t c = 0; c < t->columns && c < COLUMNS; c++) {
        width[c] = report_shown(t, c) ? column_width(t, c) : 0;
        if (width[c])
            last = c;
    }
    for (size_t r = 0; r <= t->rows; r++) { /* row 0 is the head */
        bool first = true;
        for (size_t c = 0; c <= last; c++) {
            char text[200];
            enum report_tone tone = REPORT_PLAIN;
            bool left = t->column[c].kind == REPORT_TEXT;
            if (!width[c])
                continue;
            if (r == 0) {
                snprintf(text, sizeof text, "%s", t->column[c].title);
            } else {
                const struct report_cell *cell = &t->cell[(r - 1) * t->columns + c];
                report_show(text, sizeof text, &t->column[c], cell);
                tone = cell->tone;
            }
            if (c == last && text[0] == '\0')
                continue;
            fprintf(f, "%*s", first ? 0 : GAP, "");
            write_cell(f, text, width[c], left, c == last, tone_on(tone, color), tone_off(tone, color));
            first = false;
        }
        fputc('\n', f);
    }
}

void report_console(FILE *f, const struct report *r, bool color)
{
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_block *b = &r->block[i];
        if (!b->table)
            write_line(f, b, color);
        else if (b->table->shown && b->table->rows > 0)
            write_table(f, b->table, color);
    }
}
