/* SPDX-License-Identifier: MIT
 * html.h - what the sections of the page share: rows found by key, words kept for a picture, tables, pictures. Internal
 * to the format html. */
#ifndef HTML_H
#define HTML_H

#include "plot.h"
#include "report.h"

struct html_page {
    FILE *f;
    const struct report *r;
    unsigned pictures, tables;
    char **kept; /* freed with the page */
    size_t keeps, room;
};

/* A row of any of the report's tables with a key: there may be several, of several runs. */
struct html_row {
    const struct report_table *t;
    const struct report_cell *cell;
};
struct html_rows {
    struct html_row *row;
    size_t n;
};

/* All rows of the tables `key` that have a column `needs`. Freed by free(rows.row). */
struct html_rows html_rows(const struct html_page *p, const char *key, const char *needs);

/* NaN, or "", where there is no such column or no value. */
double html_number(const struct html_row *row, const char *key);
const char *html_text(const struct html_row *row, const char *key);

/* Text that lives as long as the page. */
const char *html_keep(struct html_page *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A time, a rate and a number, as all formats show them, kept. */
const char *html_ns(struct html_page *p, double ns);
const char *html_rate(struct html_page *p, double rate);
const char *html_digits(struct html_page *p, double x, int digits);

/* Names in order of appearance, each once. */
enum { HTML_NAMES = 256 };
struct html_names {
    const char *name[HTML_NAMES];
    size_t n;
};

/* Its index; HTML_NAMES where there is no room for it. The text is the caller's, and lives as long. */
size_t html_name(struct html_names *names, const char *text);

/* Text between tags or in quotes: nothing in it is markup, and it is UTF-8. */
void html_words(FILE *f, const char *text);

/* `<figure>` with a picture in it, or the sentence why there is none; then its caption. */
typedef bool html_drawing(const struct plot_place *place, const void *what, char *error, size_t error_size);
void html_figure(struct html_page *p, const char *title, const char *caption, html_drawing *draw, const void *what);
void html_panel(struct html_page *p, const char *title, const char *caption, const struct plot_panel *panel,
                const struct plot_look *look);

/* Opens and closes what holds figures side by side where there is room. */
void html_figures(struct html_page *p, bool open);

/* The tables `key` that have a column `needs`, as people see them; folded away, under a summary, or open. */
void html_tables(struct html_page *p, const char *key, const char *needs, const char *caption, bool folded);

/* One table; `first` and `rows` choose rows. */
void html_table(struct html_page *p, const struct report_table *t, size_t first, size_t rows, const char *caption);

/* Begins a table that the caller fills, in a region that scrolls by itself and can be reached with the keyboard. */
void html_table_begin(struct html_page *p, const char *caption);
void html_table_end(struct html_page *p);

/* A section: whether the report has what it needs, and how it is written. */
struct html_section {
    const char *id, *title;
    bool (*has)(const struct html_page *p);
    void (*write)(struct html_page *p);
    const char *command; /* that would provide it; NULL: nobody misses it */
};
extern const struct html_section html_sections[];

bool html_has_assignment(const struct html_page *p);
void html_assignment(struct html_page *p);
bool html_has_runs(const struct html_page *p);
void html_runs(struct html_page *p);
bool html_has_curves(const struct html_page *p);
void html_curves(struct html_page *p);
bool html_has_steps(const struct html_page *p);
void html_steps(struct html_page *p);
bool html_has_parts(const struct html_page *p);
void html_parts(struct html_page *p);
bool html_has_threads(const struct html_page *p);
void html_threads(struct html_page *p);
bool html_has_roofline(const struct html_page *p);
void html_roofline(struct html_page *p);
bool html_has_limits(const struct html_page *p);
void html_limits(struct html_page *p);
bool html_has_peers(const struct html_page *p);
void html_peers(struct html_page *p);
bool html_has_launches(const struct html_page *p);
void html_launches(struct html_page *p);

/* The style sheet: html_style.c. */
void html_style(FILE *f);

#endif
