/* SPDX-License-Identifier: MIT
 * html.c - one page that needs nothing else: what was found, pictures with the numbers behind them, where it was
 * measured, and which command would provide what is not here. No script; a policy in the page forbids any request. */
#include "html.h"

#include <stdlib.h>
#include <string.h>

const struct html_section html_sections[] = {
    {"assignment", "The lecture's assignment", html_has_assignment, html_assignment, NULL},
    {"runs", "Trainings", html_has_runs, html_runs, "bench --optimizer all --batch 1,8,32,120"},
    {"curves", "Loss and accuracy", html_has_curves, html_curves, "bench --optimizer all"},
    {"steps", "What a step costs", html_has_steps, html_steps, "bench --optimizer all --batch 1,8,32,120"},
    {"parts", "Where the time goes", html_has_parts, html_parts, "bench --optimizer all --unfused"},
    {"threads", "What threads bring", html_has_threads, html_threads, "bench scale --op matmul"},
    {"roofline", "Roofline", html_has_roofline, html_roofline, "bench roof, together with bench --op '*'"},
    {"limits", "How close to the limit", html_has_limits, html_limits, "bench --op '*'"},
    {"peers", "Ours and the peers", html_has_peers, html_peers, "bench --op tanh --against all"},
    {"launches", "Launches", html_has_launches, html_launches, NULL},
    {NULL},
};

/* Tables that a section has, by key and a column; the rest is shown under "More tables". */
static const struct {
    const char *key, *column;
} TAKEN[] = {{"assignment", "lr"},        {"vanishing", "v"},     {"remedies", "epsilon"},
             {"runs", "model"},           {"curves", "epoch"},    {"time", "part"},
             {"operations", "median_ns"}, {"against", "program"}, {"ratios", "peer"},
             {"launches", "launch"},      {"scale", "speed_up"},  {"serial_part", "serial_percent"},
             {"context", "version"}};

static bool is_taken(const struct report_table *t)
{
    for (size_t i = 0; i < sizeof TAKEN / sizeof *TAKEN; i++)
        for (size_t c = 0; c < t->columns && strcmp(t->key, TAKEN[i].key) == 0; c++)
            if (strcmp(t->column[c].key, TAKEN[i].column) == 0)
                return true;
    return false;
}

static bool is_more(const struct report_block *b)
{
    return b->table && b->table->shown && b->table->rows > 0 && !is_taken(b->table);
}

static void write_head(const struct html_page *p, const char *command)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
          "img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<link rel=\"icon\" href=\"data:,\">\n<title>Gradus: ",
          p->f);
    html_words(p->f, command);
    fputs("</title>\n", p->f);
    html_style(p->f);
    fputs("</head>\n<body>\n<a class=\"skip\" href=\"#main\">To the results</a>\n", p->f);
}

static void write_nav(const struct html_page *p, bool more, bool context)
{
    fputs("<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#found\">What was found</a></li>\n", p->f);
    for (const struct html_section *s = html_sections; s->id; s++)
        if (s->has(p))
            fprintf(p->f, "<li><a href=\"#%s\">%s</a></li>\n", s->id, s->title);
    if (more)
        fputs("<li><a href=\"#more\">More tables</a></li>\n", p->f);
    if (context)
        fputs("<li><a href=\"#environment\">Environment</a></li>\n", p->f);
    fputs("</ul></nav>\n", p->f);
}

/* The machine is said once, however many runs of it there are. */
static bool is_repeated(const struct report *r, size_t i)
{
    for (size_t k = 0; k < i && strcmp(r->block[i].label, "machine") == 0; k++)
        if (!r->block[k].table && strcmp(r->block[k].label, "machine") == 0 &&
            strcmp(r->block[k].text, r->block[i].text) == 0)
            return true;
    return false;
}

static void write_lines(const struct html_page *p)
{
    static const char *const tone[] = {"", " class=\"good\"", " class=\"bad\""};
    bool open = false, any = false;
    fputs("<section id=\"found\" aria-labelledby=\"found-h\">\n<h2 id=\"found-h\">What was found</h2>\n<dl>\n", p->f);
    for (size_t i = 0; i < p->r->blocks; i++) {
        const struct report_block *b = &p->r->block[i];
        if (b->table || (!b->label[0] && !b->text[0]) || is_repeated(p->r, i))
            continue;
        if (b->label[0] || !open) {
            fputs("<dt>", p->f);
            html_words(p->f, b->label[0] ? b->label : "note");
            fputs("</dt>", p->f);
            open = true;
        }
        fprintf(p->f, "<dd%s>", tone[b->tone]);
        html_words(p->f, b->text);
        fputs("</dd>\n", p->f);
        any = true;
    }
    fputs(any ? "</dl>\n</section>\n" : "<dt>note</dt><dd>numbers only: see the tables</dd>\n</dl>\n</section>\n",
          p->f);
}

static void write_missing(const struct html_page *p)
{
    const char *open = "<section id=\"missing\" aria-labelledby=\"missing-h\">\n<h2 id=\"missing-h\">Not in this "
                       "report</h2>\n<dl>\n";
    bool any = false;
    for (const struct html_section *s = html_sections; s->id; s++)
        if (s->command && !s->has(p)) {
            fprintf(p->f, "%s<dt>%s</dt><dd>", any ? "" : open, s->title);
            fputs("comes from <code>", p->f);
            html_words(p->f, s->command);
            fputs("</code></dd>\n", p->f);
            any = true;
        }
    if (any)
        fputs("</dl>\n</section>\n", p->f);
}

/* "blas_threading" is read as "blas threading". */
static void write_context(struct html_page *p)
{
    struct html_rows rows = html_rows(p, "context", "version");
    if (rows.n > 0)
        fputs("<section id=\"environment\" aria-labelledby=\"environment-h\">\n"
              "<h2 id=\"environment-h\">Environment</h2>\n",
              p->f);
    for (size_t i = 0; i < rows.n; i++) {
        const struct report_table *t = rows.row[i].t;
        html_table_begin(p, "Where and how it was measured");
        fputs("<tbody>\n", p->f);
        for (size_t c = 0; c < t->columns; c++) {
            char text[200], key[80];
            if (report_empty(&t->column[c], &rows.row[i].cell[c]))
                continue;
            report_show(text, sizeof text, &t->column[c], &rows.row[i].cell[c]);
            snprintf(key, sizeof key, "%s", t->column[c].key);
            for (char *s = key; *s; s++)
                *s = *s == '_' ? ' ' : *s;
            fputs("<tr><th scope=\"row\">", p->f);
            html_words(p->f, key);
            fputs("</th><td>", p->f);
            html_words(p->f, text);
            fputs("</td></tr>\n", p->f);
        }
        html_table_end(p);
    }
    if (rows.n > 0)
        fputs("</section>\n", p->f);
    free(rows.row);
}

static void write_more(struct html_page *p)
{
    fputs("<section id=\"more\" aria-labelledby=\"more-h\">\n<h2 id=\"more-h\">More tables</h2>\n", p->f);
    for (size_t i = 0; i < p->r->blocks; i++)
        if (is_more(&p->r->block[i])) {
            const struct report_table *t = p->r->block[i].table;
            html_table(p, t, 0, t->rows, t->key);
        }
    fputs("</section>\n", p->f);
}

void report_html(FILE *f, const struct report *r, bool color)
{
    struct html_page p = {.f = f, .r = r};
    struct html_rows context = html_rows(&p, "context", "command_line");
    const char *command = context.n > 0 ? html_text(&context.row[0], "command_line") : "bench";
    bool more = false;
    (void)color;
    for (size_t i = 0; i < r->blocks; i++)
        more |= is_more(&r->block[i]);
    write_head(&p, command);
    fputs("<header>\n<h1>Gradus report</h1>\n<p class=\"command\">", f);
    for (size_t i = 0; i < context.n; i++) {
        fputs(i > 0 ? "<br>\n<code>" : "<code>", f);
        html_words(f, html_text(&context.row[i], "command_line"));
        fputs("</code> <span class=\"date\">", f);
        html_words(f, html_text(&context.row[i], "date"));
        fputs("</span>", f);
    }
    fputs("</p>\n", f);
    write_nav(&p, more, context.n > 0);
    fputs("</header>\n<main id=\"main\">\n", f);
    write_lines(&p);
    for (const struct html_section *s = html_sections; s->id; s++)
        if (s->has(&p)) {
            fprintf(f, "<section id=\"%s\" aria-labelledby=\"%s-h\">\n<h2 id=\"%s-h\">%s</h2>\n", s->id, s->id, s->id,
                    s->title);
            s->write(&p);
            fputs("</section>\n", f);
        }
    if (more)
        write_more(&p);
    write_context(&p);
    write_missing(&p);
    fputs(
        "</main>\n<footer><p class=\"muted\">Written by bench. The page is whole in itself: it loads nothing and runs "
        "no script.</p></footer>\n</body>\n</html>\n",
        f);
    for (size_t i = 0; i < p.keeps; i++)
        free(p.kept[i]);
    free(p.kept);
    free(context.row);
}
