/* SPDX-License-Identifier: MIT
 * console.c - for the eye: aligned columns, numbers to the right, no column that says nothing,
 * long text on lines of its own. */
#include "report.h"

#include <string.h>

enum { LABEL = 9, COLUMNS = 64, GAP = 2, TEXT = 200 };

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
static int width_of(const char *text, size_t bytes)
{
    int width = 0;
    for (size_t i = 0; i < bytes; i++)
        width += ((unsigned char)text[i] & 0xc0) != 0x80;
    return width;
}

/* The bytes of a text's first line: all, or up to the last blank that keeps it within `wrap` columns. */
static size_t first_line(const char *text, int wrap)
{
    size_t all = strlen(text), best = 0;
    if (wrap == 0 || width_of(text, all) <= wrap)
        return all;
    for (size_t i = 0; i < all; i++)
        if (text[i] == ' ' && (best == 0 || width_of(text, i) <= wrap))
            best = i;
    return best ? best : all;
}

/* The longest of a text's lines. */
static int longest_line(const char *text, int wrap)
{
    int longest = 0;
    while (*text) {
        size_t bytes = first_line(text, wrap);
        int width = width_of(text, bytes);
        longest = width > longest ? width : longest;
        text += bytes + strspn(text + bytes, " ");
    }
    return longest;
}

/* Titles may be broken, and text; a number not. */
static int wrap_of(const struct report_column *column)
{
    return column->kind == REPORT_TEXT ? column->wrap : 0;
}

static int column_width(const struct report_table *t, size_t c)
{
    int width = longest_line(t->column[c].title, t->column[c].wrap);
    for (size_t r = 0; r < t->rows; r++) {
        char text[TEXT];
        report_show(text, sizeof text, &t->column[c], &t->cell[r * t->columns + c]);
        int longest = longest_line(text, wrap_of(&t->column[c]));
        width = longest > width ? longest : width;
    }
    return width;
}

/* What is left to write of a row: a text and a tone for every column that is shown. */
struct row {
    size_t columns;
    struct row_cell {
        char text[TEXT];
        const char *rest;
        int width, wrap;
        bool left;
        enum report_tone tone;
    } cell[COLUMNS];
};

static bool any_left(const struct row *row)
{
    for (size_t c = 0; c < row->columns; c++)
        if (row->cell[c].rest[0])
            return true;
    return false;
}

static void write_one_line(FILE *f, struct row *row, bool color)
{
    int gap = 0; /* blanks that only what follows needs */
    for (size_t c = 0; c < row->columns; c++) {
        struct row_cell *cell = &row->cell[c];
        size_t bytes = first_line(cell->rest, cell->wrap);
        int pad = cell->width - width_of(cell->rest, bytes);
        if (bytes) {
            fprintf(f, "%*s%s%.*s%s", gap + (cell->left ? 0 : pad), "", tone_on(cell->tone, color), (int)bytes,
                    cell->rest, tone_off(cell->tone, color));
            gap = 0;
        }
        gap += GAP + (!bytes ? cell->width : cell->left ? pad : 0);
        cell->rest += bytes + strspn(cell->rest + bytes, " ");
    }
    fputc('\n', f);
}

static void write_row(FILE *f, struct row *row, bool color)
{
    for (size_t c = 0; c < row->columns; c++)
        row->cell[c].rest = row->cell[c].text;
    do
        write_one_line(f, row, color);
    while (any_left(row));
}

static void write_table(FILE *f, const struct report_table *t, bool color)
{
    struct row row = {0};
    size_t column[COLUMNS];
    for (size_t c = 0; c < t->columns && row.columns < COLUMNS; c++)
        if (report_shown(t, c)) {
            struct row_cell *cell = &row.cell[row.columns];
            column[row.columns++] = c;
            *cell = (struct row_cell){.width = column_width(t, c), .wrap = t->column[c].wrap};
            cell->left = t->column[c].kind == REPORT_TEXT;
            snprintf(cell->text, sizeof cell->text, "%s", t->column[c].title);
        }
    write_row(f, &row, color);
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t i = 0; i < row.columns; i++) {
            const struct report_cell *cell = &t->cell[r * t->columns + column[i]];
            report_show(row.cell[i].text, sizeof row.cell[i].text, &t->column[column[i]], cell);
            row.cell[i].tone = cell->tone;
            row.cell[i].wrap = wrap_of(&t->column[column[i]]);
        }
        write_row(f, &row, color);
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
