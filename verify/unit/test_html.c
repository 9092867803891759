/* SPDX-License-Identifier: MIT
 * test_html.c - the page: nothing of a report becomes markup, every picture it has data for, and what is missing named.
 */
#include "picture.h"

#include "report/html.h"

#include <math.h>

TestSuite(html, .init = picture_begin, .fini = picture_end, .timeout = 120);

static const struct report_column CONTEXT[] = {{"version"}, {"command_line"}, {"date"}, {NULL}};
static const struct report_column RUNS[] = {{"model", "model"},
                                            {"optimizer", "optimizer"},
                                            {"batch", "batch", REPORT_COUNT},
                                            {"step_1_thread_ns", "step", REPORT_NS},
                                            {NULL}};
static const struct report_column TIME[] = {{"model", "model"},
                                            {"optimizer", "optimizer"},
                                            {"batch", "batch", REPORT_COUNT},
                                            {"part", "part"},
                                            {"threads", "threads", REPORT_COUNT},
                                            {"threads_used", NULL, REPORT_COUNT},
                                            {"median_ns", "median", REPORT_NS},
                                            {NULL}};
static const struct report_column CURVES[] = {{"model"},
                                              {"optimizer"},
                                              {"batch", NULL, REPORT_COUNT},
                                              {"lr", NULL, REPORT_NUMBER},
                                              {"epoch", NULL, REPORT_COUNT},
                                              {"loss", NULL, REPORT_NUMBER},
                                              {"accuracy", NULL, REPORT_NUMBER},
                                              {NULL}};
static const struct report_column OPERATIONS[] = {{"operation", "operation"},
                                                  {"implementation", "impl"},
                                                  {"threads", "threads", REPORT_COUNT},
                                                  {"median_ns", "median", REPORT_NS},
                                                  {"flops_per_second", "FLOP/s", REPORT_RATE},
                                                  {"bytes_per_second", "B/s", REPORT_RATE},
                                                  {"percent_of_limit", "% of limit", REPORT_NUMBER},
                                                  {"speed_up", NULL, REPORT_NUMBER},
                                                  {NULL}};
static const struct report_column PEAK[] = {
    {"isa", "isa"}, {"threads", "threads", REPORT_COUNT}, {"flops_per_second", "FLOP/s", REPORT_RATE}, {NULL}};
static const struct report_column BANDWIDTH[] = {{"mix", "stream"},
                                                 {"threads", "threads", REPORT_COUNT},
                                                 {"floats_4096_bytes_per_second", "4K", REPORT_RATE},
                                                 {"floats_16777216_bytes_per_second", "16M", REPORT_RATE},
                                                 {NULL}};
static const struct report_column AGAINST[] = {{"operation", "operation"},
                                               {"shape", "shape"},
                                               {"threads", "threads", REPORT_COUNT},
                                               {"program", "program"},
                                               {"setting", "setting"},
                                               {"worst_error_ulp", NULL, REPORT_NUMBER},
                                               {"median_ns", "median", REPORT_NS},
                                               {NULL}};
static const struct report_column LAUNCHES[] = {{"operation"},
                                                {"implementation"},
                                                {"threads", NULL, REPORT_COUNT},
                                                {"launch", NULL, REPORT_COUNT},
                                                {"median_ns", NULL, REPORT_NS},
                                                {"contaminated", NULL, REPORT_FLAG},
                                                {NULL}};

/* A row from words and numbers, column by column. */
static void row(struct report_table *t, const char *const *text, const double *number)
{
    struct report_cell *cell = report_row(t);
    for (size_t c = 0; c < t->columns; c++)
        if (t->column[c].kind == REPORT_TEXT)
            report_text(&cell[c], "%s", *text++);
        else
            cell[c].value = *number++;
}

#define ROW(table, words, ...) row(table, (const char *const[])words, (const double[]){__VA_ARGS__})
#define WORDS(...)                                                                                                     \
    {                                                                                                                  \
        __VA_ARGS__                                                                                                    \
    }

static char *page_of(const struct report *r)
{
    const char *path = scratch_path(&scratch, "page.html");
    FILE *f = fopen(path, "w");
    report_html(f, r, false);
    cr_assert_eq(fclose(f), 0);
    char *page = scratch_read(path);
    cr_assert(strncmp(page, "<!DOCTYPE html>", 15) == 0 && strstr(page, "</html>\n") != NULL);
    return page;
}

static const struct report_schema SCHEMAS[] = {{"context", "", CONTEXT, .object = true},
                                               {"runs", "", RUNS},
                                               {"time", "", TIME},
                                               {"curves", "", CURVES},
                                               {"operations", "", OPERATIONS},
                                               {"peak", "", PEAK},
                                               {"bandwidth", "", BANDWIDTH},
                                               {"against", "", AGAINST},
                                               {"launches", "", LAUNCHES}};

static struct report_table *table(struct report *r, const char *key, size_t rows, bool shown)
{
    size_t i = 0;
    while (strcmp(SCHEMAS[i].key, key) != 0)
        i++;
    return report_table(r, &SCHEMAS[i], rows, shown);
}

static struct report full(void)
{
    static const char *const optimizer[] = {"sgd", "adam"};
    struct report r = {0};
    struct report_table *t = table(&r, "context", 1, false);
    ROW(t, WORDS("0.1.0", "bench report", "2026-01-01T00:00:00Z"), 0);
    t = table(&r, "runs", 4, true);
    for (int i = 0; i < 4; i++)
        ROW(t, WORDS("iris", optimizer[i / 2]), i % 2 ? 32 : 8, 100 + 50 * i);
    t = table(&r, "time", 12, false);
    for (int i = 0; i < 12; i++)
        ROW(t,
            WORDS("iris", optimizer[i / 6],
                  i % 3 == 0   ? "loss"
                  : i % 3 == 1 ? "update"
                               : "step"),
            i / 3 % 2 ? 32 : 8, 1, 1, i % 3 == 2 ? 150 : 80);
    t = table(&r, "curves", 40, false);
    for (int i = 0; i < 40; i++)
        ROW(t, WORDS("iris", optimizer[i / 20]), 32, 0.1, i % 20, i == 39 ? NAN : 1 / (1. + i % 20), (i % 20) / 20.);
    t = table(&r, "operations", 4, true);
    for (int i = 0; i < 4; i++)
        ROW(t, WORDS(i / 2 ? "tanh" : "relu", "exact"), 1 + i % 2, 1000 - 400 * (i % 2), 2e9 * (1 + i), 1e10,
            40 + 10 * i, i % 2 ? 1.7 : NAN);
    t = table(&r, "peak", 2, true);
    t->room = 2;
    ROW(t, WORDS("v3"), 1, 1e11);
    ROW(t, WORDS("v3"), 2, 2e11);
    t = table(&r, "bandwidth", 2, true);
    ROW(t, WORDS("copy"), 1, 4e11, 2e10);
    ROW(t, WORDS("copy"), 2, 8e11, 3e10);
    t = table(&r, "against", 2, true);
    ROW(t, WORDS("tanh", "n=64", "gradus", "exact"), 1, 0, 300);
    ROW(t, WORDS("tanh", "n=64", "glibc", "scalar"), 1, 1e6, 900);
    t = table(&r, "launches", 10, false);
    for (int i = 0; i < 10; i++)
        ROW(t, WORDS("tanh", "exact"), 1, i + 1, 1000 + 7 * i, i == 3);
    return r;
}

/* Every section whose data is there has its picture; each picture has a name of its own and the page's colours. */
Test(html, every_section)
{
    need_gnuplot();
    struct report r = full();
    char *page = page_of(&r), text[80];
    for (const struct html_section *s = html_sections; s->id; s++) {
        snprintf(text, sizeof text, "<section id=\"%s\"", s->id);
        cr_expect_eq(count(page, text), strcmp(s->id, "assignment") != 0, "%s", s->id);
    }
    size_t pictures = count(page, "<svg ");
    cr_expect_eq(pictures, 2 + 1 + 1 + 1 + 2 + 2 + 1 + 1);
    cr_expect_eq(count(page, "role=\"img\""), pictures);
    for (size_t i = 1; i <= pictures; i++) {
        snprintf(text, sizeof text, "<title id=\"p%zu-title\">", i);
        cr_expect_eq(count(page, text), 1, "%s", text);
        snprintf(text, sizeof text, "id='p%zu-gpPt6'", i);
        cr_expect_eq(count(page, text), 1, "%s", text);
    }
    cr_expect_eq(count(page, "rgb("), 0, "a colour that the page cannot change");
    cr_expect_eq(count(page, "gnuplot"), 0);
    cr_expect_eq(count(page, "could not be drawn"), 0);
    cr_expect_eq(count(page, "<script"), 0);
    cr_expect_eq(count(page, "nan<"), 0);
    cr_expect_eq(count(page, "Not in this report"), 0);
    free(page);
    report_free(&r);
}

/* The same report is the same page, byte for byte. */
Test(html, deterministic)
{
    need_gnuplot();
    struct report r = full();
    char *one = page_of(&r), *two = page_of(&r);
    cr_expect_str_eq(one, two);
    free(one);
    free(two);
    report_free(&r);
}

Test(html, hostile_words)
{
    need_gnuplot();
    struct report r = {0};
    const char *evil = "</title><script>alert(1)</script> \"'& \xff\xc0\x80 \x01 <b>";
    report_line(&r, REPORT_BAD, "note", "%s", evil);
    struct report_table *t = table(&r, "context", 1, false);
    ROW(t, WORDS("0", evil, evil), 0);
    t = table(&r, "runs", 1, true);
    ROW(t, WORDS(evil, evil), 8, 100);
    t = table(&r, "curves", 2, false);
    ROW(t, WORDS(evil, evil), 8, 0.1, 0, 1, NAN);
    ROW(t, WORDS(evil, evil), 8, 0.1, 1, 2, NAN);
    char *page = page_of(&r);
    cr_expect_eq(count(page, "<script"), 0);
    cr_expect_eq(count(page, "<b>"), 0);
    cr_expect_eq(count(page, "\xff"), 0);
    cr_expect_eq(count(page, "\x01"), 0);
    cr_expect_geq(count(page, "&lt;script"), 5);
    cr_expect_eq(count(page, "could not be drawn"), 0);
    free(page);
    report_free(&r);
}

/* Nothing is drawn of nothing: a sentence says what would provide it. */
Test(html, missing)
{
    struct report r = {0};
    char *page = page_of(&r);
    size_t commands = 0;
    for (const struct html_section *s = html_sections; s->id; s++)
        commands += s->command != NULL;
    cr_expect_eq(count(page, "comes from <code>bench "), commands);
    cr_expect_eq(count(page, "<svg "), 0);
    free(page);
}

Test(html, words)
{
    char text[128] = "";
    FILE *f = fmemopen(text, sizeof text, "w");
    html_words(f, "a<b>&\"c\" \xe6\x8d\x9f \xed\xa0\x80\n");
    fclose(f);
    cr_expect_str_eq(text, "a&lt;b&gt;&amp;&quot;c&quot; \xe6\x8d\x9f \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n");
}
