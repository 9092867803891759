/* SPDX-License-Identifier: MIT
 * html_write.c - words, tables and figures. */
#include "html.h"

#include <stdint.h>
#include <string.h>

/* The length of the UTF-8 character at s; 0: none that HTML may hold. */
static size_t character(const unsigned char *s)
{
    static const uint32_t LEAST[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t n = s[0] < 0x80 ? 1 : (s[0] & 0xe0) == 0xc0 ? 2 : (s[0] & 0xf0) == 0xe0 ? 3 : (s[0] & 0xf8) == 0xf0 ? 4 : 0;
    uint32_t c = n > 1 ? s[0] & (0x7fu >> n) : s[0];
    for (size_t i = 1; i < n; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | (s[i] & 0x3f);
    }
    bool bad = n == 0 || c < LEAST[n] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff || (c < 0x20 && c != '\n') ||
               (c >= 0x7f && c < 0xa0);
    return bad ? 0 : n;
}

void html_words(FILE *f, const char *text)
{
    for (const unsigned char *s = (const unsigned char *)text; *s;) {
        const char *entity = *s == '<'   ? "&lt;"
                             : *s == '>' ? "&gt;"
                             : *s == '&' ? "&amp;"
                             : *s == '"' ? "&quot;"
                                         : NULL;
        size_t n = character(s);
        if (entity)
            fputs(entity, f);
        else if (n == 0)
            fputs("\xef\xbf\xbd", f); /* U+FFFD */
        else
            fwrite(s, 1, n, f);
        s += n > 0 ? n : 1;
    }
}

/* ---- tables --------------------------------------------------------------------------------------------------- */

void html_table_begin(struct html_page *p, const char *caption)
{
    unsigned number = ++p->tables;
    fprintf(p->f,
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t%u\">\n<table>\n"
            "<caption id=\"t%u\">",
            number, number);
    html_words(p->f, caption);
    /* No two regions may have one name. */
    fprintf(p->f, "<span class=\"number\"> (table %u)</span></caption>\n", number);
}

void html_table_end(struct html_page *p)
{
    fputs("</tbody>\n</table>\n</div>\n", p->f);
}

static const char *class_of(const struct report_column *c, enum report_tone tone)
{
    static const char *const text[] = {"", " class=\"good\"", " class=\"bad\""};
    static const char *const number[] = {" class=\"n\"", " class=\"n good\"", " class=\"n bad\""};
    return c->kind == REPORT_TEXT && !c->people ? text[tone] : c->kind == REPORT_TEXT ? number[tone] : number[tone];
}

/* The first column that is text names the row. */
static size_t heading_of(const struct report_table *t)
{
    for (size_t c = 0; c < t->columns; c++)
        if (report_shown(t, c))
            return c;
    return t->columns;
}

void html_table(struct html_page *p, const struct report_table *t, size_t first, size_t rows, const char *caption)
{
    size_t heading = heading_of(t);
    html_table_begin(p, caption);
    fputs("<thead><tr>", p->f);
    for (size_t c = 0; c < t->columns; c++)
        if (report_shown(t, c)) {
            fprintf(p->f, "<th scope=\"col\"%s>", class_of(&t->column[c], REPORT_PLAIN));
            html_words(p->f, t->column[c].title[0] ? t->column[c].title : "note");
            fputs("</th>", p->f);
        }
    fputs("</tr></thead>\n<tbody>\n", p->f);
    for (size_t i = first; i < first + rows && i < t->rows; i++) {
        fputs("<tr>", p->f);
        for (size_t c = 0; c < t->columns; c++) {
            const struct report_cell *cell = &t->cell[i * t->columns + c];
            char text[200];
            if (!report_shown(t, c))
                continue;
            report_show(text, sizeof text, &t->column[c], cell);
            fprintf(p->f, c == heading ? "<th scope=\"row\"%s>" : "<td%s>", class_of(&t->column[c], cell->tone));
            html_words(p->f, text);
            fputs(c == heading ? "</th>" : "</td>", p->f);
        }
        fputs("</tr>\n", p->f);
    }
    html_table_end(p);
}

void html_tables(struct html_page *p, const char *key, const char *needs, const char *caption, bool folded)
{
    for (size_t b = 0; b < p->r->blocks; b++) {
        const struct report_table *t = p->r->block[b].table;
        bool has = false;
        for (size_t c = 0; t && c < t->columns; c++)
            has |= strcmp(t->column[c].key, needs) == 0;
        if (!has || strcmp(t->key, key) != 0 || t->rows == 0)
            continue;
        if (folded) {
            fputs("<details><summary>", p->f);
            html_words(p->f, caption);
            fprintf(p->f, ": %zu row%s</summary>\n", t->rows, t->rows == 1 ? "" : "s");
        }
        html_table(p, t, 0, t->rows, caption);
        if (folded)
            fputs("</details>\n", p->f);
    }
}

/* ---- figures -------------------------------------------------------------------------------------------------- */

void html_figures(struct html_page *p, bool open)
{
    fputs(open ? "<div class=\"figures\">\n" : "</div>\n", p->f);
}

void html_figure(struct html_page *p, const char *title, const char *caption, html_drawing *draw, const void *what)
{
    char error[512] = "";
    const struct plot_place place = {.page = p->f, .number = ++p->pictures, .title = title, .text = caption};
    fputs("<figure>\n<h3>", p->f);
    html_words(p->f, title);
    fputs("</h3>\n", p->f);
    if (!draw(&place, what, error, sizeof error)) {
        fputs("<p class=\"bad\">This picture could not be drawn: ", p->f);
        html_words(p->f, error);
        fputs("</p>\n", p->f);
    }
    fputs("<figcaption>", p->f);
    html_words(p->f, caption);
    fputs("</figcaption>\n</figure>\n", p->f);
}

struct panel {
    const struct plot_panel *panel;
    const struct plot_look *look;
};

static bool draw_panel(const struct plot_place *place, const void *what, char *error, size_t error_size)
{
    const struct panel *panel = what;
    return plot_panel_in(place, panel->panel, panel->look, error, error_size);
}

void html_panel(struct html_page *p, const char *title, const char *caption, const struct plot_panel *panel,
                const struct plot_look *look)
{
    html_figure(p, title, caption, draw_panel, &(struct panel){panel, look});
}
