/* SPDX-License-Identifier: MIT
 * md.c - Markdown, as GitHub shows it: lines as a list, tables as tables. */
#include "report.h"

/* A bar would end the cell; an underscore or a star may start emphasis. */
static void write_text(FILE *f, const char *text)
{
    for (; *text; text++) {
        if (*text == '|' || *text == '*' || *text == '_' || *text == '<' || *text == '\\')
            fputc('\\', f);
        fputc(*text, f);
    }
}

static void write_table(FILE *f, const struct report_table *t)
{
    fputc('\n', f);
    for (size_t c = 0; c < t->columns; c++)
        if (report_shown(t, c))
            fprintf(f, "| %s ", t->column[c].title);
    fputs("|\n", f);
    for (size_t c = 0; c < t->columns; c++)
        if (report_shown(t, c))
            fputs(t->column[c].kind == REPORT_TEXT ? "|---" : "|---:", f);
    fputs("|\n", f);
    for (size_t r = 0; r < t->rows; r++) {
        for (size_t c = 0; c < t->columns; c++) {
            char text[200];
            if (!report_shown(t, c))
                continue;
            report_show(text, sizeof text, &t->column[c], &t->cell[r * t->columns + c]);
            fputs("| ", f);
            write_text(f, text);
            fputc(' ', f);
        }
        fputs("|\n", f);
    }
    fputc('\n', f);
}

void report_md(FILE *f, const struct report *r, bool color)
{
    (void)color;
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_block *b = &r->block[i];
        if (b->table) {
            if (b->table->shown && b->table->rows > 0)
                write_table(f, b->table);
        } else if (b->label[0] || b->text[0]) {
            fprintf(f, b->label[0] ? "- **%s** " : "- %s", b->label);
            write_text(f, b->text);
            fputc('\n', f);
        }
    }
}
