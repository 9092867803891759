/* SPDX-License-Identifier: MIT
 * help.c - rows of a short help, broken at the terminal's width. */
#include "help.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 2, GAP = 2, NARROWEST = 40, WIDEST = 200, LEAST_TEXT = 20, FIRST = 16 };

int help_columns(void)
{
    const char *given = getenv("COLUMNS");
    char margin[32], *end = NULL;
    long columns = given ? strtol(given, &end, 10) : 0;
    if (!given || end == given || *end || columns < NARROWEST || columns > WIDEST)
        return HELP_COLUMNS;
    snprintf(margin, sizeof margin, "rmargin=%ld", columns - 1);
    setenv("ARGP_HELP_FMT", margin, 0);
    return (int)columns;
}

/* The bytes of a text's next line: all, or up to the last blank within `width`, or up to the first. */
static size_t next_line(const char *text, size_t width)
{
    size_t all = strlen(text), cut = 0;
    if (all <= width)
        return all;
    for (size_t i = 0; i < all; i++)
        if (text[i] == ' ' && (cut == 0 || i <= width))
            cut = i;
    return cut ? cut : all;
}

static size_t lines_of(const char *text, size_t width)
{
    size_t lines = 0;
    do {
        size_t bytes = next_line(text, width);
        text += bytes + strspn(text + bytes, " ");
        lines++;
    } while (*text);
    return lines;
}

/* Writes rows, `left` indented and `right` broken at blanks, until `room` lines are full: a row is written whole or,
 * with all that follow, not at all. Returns the lines written. */
static size_t write_rows(FILE *f, const struct help_row *row, size_t rows, size_t room)
{
    size_t left = 0, lines = 0, columns = (size_t)help_columns();
    for (size_t i = 0; i < rows; i++)
        left = strlen(row[i].left) > left ? strlen(row[i].left) : left;
    size_t used = INDENT + left + GAP, width = used + LEAST_TEXT < columns ? columns - used : LEAST_TEXT;
    for (size_t i = 0; i < rows && lines + lines_of(row[i].right, width) <= room; i++) {
        const char *text = row[i].right;
        fprintf(f, "%*s%-*s%*s", INDENT, "", (int)left, row[i].left, GAP, "");
        do {
            size_t bytes = next_line(text, width);
            fprintf(f, "%.*s\n", (int)bytes, text);
            text += bytes + strspn(text + bytes, " ");
            lines++;
        } while (*text && fprintf(f, "%*s", (int)used, ""));
    }
    return lines;
}

static const struct argp_option *find(const struct argp_option *option, const char *name)
{
    for (; option->name || option->doc; option++)
        if (option->name && strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

void help_screen(FILE *f, const struct help_screen *s)
{
    struct help_row row[FIRST];
    char left[FIRST][48];
    size_t rows = 0, lines = 5; /* those without a row: the usage, three headings, the last */
    for (const char *const *name = s->first; *name && rows < FIRST; name++) {
        const struct argp_option *o = find(s->option, *name);
        if (!o)
            continue;
        snprintf(left[rows], sizeof *left, "--%s%s%s", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
        row[rows] = (struct help_row){left[rows], o->doc};
        rows++;
    }
    fprintf(f, "%s\nExamples:\n", s->usage);
    lines += write_rows(f, s->example, s->examples, HELP_LINES);
    if (s->commands) {
        fputs("Commands:\n", f);
        lines += write_rows(f, s->command, s->commands, HELP_LINES);
    }
    fputs("Options:\n", f);
    write_rows(f, row, rows, lines < HELP_LINES ? HELP_LINES - lines : 0);
    fprintf(f, "%s\n", s->more);
}
