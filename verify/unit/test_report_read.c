/* SPDX-License-Identifier: MIT
 * What is written as JSON or as JSON lines is read as the same report: every kind of cell, unusual numbers and texts,
 * lines and tables in their places, a table in two pieces. */
#include "scratch.h"

#include "report/place.h"
#include "tables.h"

#include <float.h>
#include <math.h>

TestSuite(report_read, .timeout = 60);

static size_t column(const struct report_table *t, const char *key)
{
    size_t c = 0;
    while (strcmp(t->column[c].key, key) != 0)
        c++;
    return c;
}

static void fill(struct report *r)
{
    static const double odd[] = {0.1, -0.0, 5e-324, DBL_MAX, 1.0 / 3, 1e22, 9007199254740992.0, NAN, INFINITY};
    struct report_table *t = report_table(r, &context_schema, 1, false);
    struct report_cell *row = report_row(t);
    report_text(&row[0], "%s", "0.1.0 \"quoted\", \\ and \xe4\xb8\xad\xe6\x96\x87");
    row[column(t, "interrupted")].value = 1;
    report_line(r, REPORT_GOOD, "verify", "PASS, 100 %% of \xc2\xb5s");
    report_line(r, REPORT_PLAIN, "", "%s", "");
    t = report_table(r, &runs_schema, 9, true);
    for (size_t i = 0; i < 9; i++) {
        row = report_row(t);
        report_text(&row[0], "model \x01\xff %zu", i); /* what is no text becomes '?' */
        row[column(t, "batch")].value = i == 5 ? 1e300 : (double)i;
        row[column(t, "lr")].value = odd[i];
        row[column(t, "standardized")].value = i % 2;
        row[column(t, "verdict")].tone = i % 3 == 0 ? REPORT_GOOD : i % 3 == 1 ? REPORT_BAD : REPORT_PLAIN;
    }
    report_line(r, REPORT_BAD, "FAIL", "a long text: %0470d", 1);
    t = report_table(r, &runs_schema, 1, false);
    report_row(t); /* nothing in it */
    report_table(r, &time_schema, 4, true);
    report_line(r, REPORT_PLAIN, "note", "the end");
}

static char *written(void (*write)(FILE *, const struct report *, bool), const struct report *r)
{
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);
    write(f, r, false);
    fclose(f);
    return text;
}

static void same_again(const char *name, void (*keep)(FILE *, const struct report *, bool))
{
    struct scratch s;
    struct report first = {0}, again = {0};
    char error[512] = "";
    scratch_begin(&s);
    fill(&first);
    char *kept = written(keep, &first);
    const char *path = scratch_write(&s, name, kept, strlen(kept));
    cr_assert(report_read(&again, path, error, sizeof error), "%s", error);
    for (const struct report_format *f = report_formats; f->name; f++) {
        if (strcmp(f->name, "html") == 0)
            continue; /* it says when it was written */
        char *want = written(f->write, &first), *got = written(f->write, &again);
        cr_expect_str_eq(got, want, "%s read from %s", f->name, name);
        free(want);
        free(got);
    }
    free(kept);
    report_free(&first);
    report_free(&again);
    scratch_end(&s);
}

Test(report_read, json)
{
    same_again("a.json", report_json);
}

Test(report_read, json_lines)
{
    same_again("a.ndjson", report_ndjson);
}

/* What is wrong, and the line and the column of it. */
static const struct {
    const char *text, *error;
} BAD[] = {
    {"", "1:1: the file is empty"},
    {"[1]", "1:1: this is no report of bench: an object with \"schema\": \"gradus/1\" is expected"},
    {"{\"schema\": \"gradus/2\"}", "1:2: schema 'gradus/2': only gradus/1 can be read by Gradus"},
    {"{\"schema\": \"gradus/1\"} x", "1:24: the report has ended before this"},
    {"{\"schema\": \"gradus/1\", \"schema\": 1}", ": duplicate object key"},
    {"{\"schema\": \"gradus/1\",\n \"rnus\": []}", "2:2: unknown table 'rnus', did you mean runs"},
    {"{\"schema\": \"gradus/1\",\n \"runs\": {}}", "2:2: 'runs': an array of rows is expected, not an object"},
    {"{\"schema\": \"gradus/1\", \"runs\": [{},\n 7]}",
     "2:2: 'runs': an object for each row is expected, not a number"},
    {"{\"schema\": \"gradus/1\", \"runs\": [\n{\"modle\": 1}]}", "2:2: unknown column of the table 'runs' 'modle'"},
    {"{\"schema\": \"gradus/1\", \"runs\": [{}, {\"\xc3\xa4\": 1,\n\"lr\": \"x\"}]}", "1:38: unknown column of"},
    {"{\"schema\": \"gradus/1\", \"runs\": [{\n  \"lr\": \"x\"}]}", "2:3: 'lr': a number is expected, not a text"},
    {"{\"schema\": \"gradus/1\", \"runs\": [{\n  \"batch\": 1.5}]}",
     "2:3: 'batch': a whole number is expected, not 1.5"},
    {"{\"schema\": \"gradus/1\", \"runs\": [{\"unfused\": 1}]}", "'unfused': true or false is expected, not a number"},
    {"{\"schema\": \"gradus/1\", \"lines\": [{\"label\": \"0123456789abcdef\", \"text\": \"\"}]}",
     "at most 15 are expected"},
    {"{\"schema\": \"gradus/1\", \"lines\": [{\"label\": \"\", \"text\": \"\", \"tone\": \"loud\"}]}",
     "unknown tone 'loud'"},
    {"{\"schema\": \"gradus/1\", \"lines\": [{\"table\": \"runs\", \"rows\": 1, \"shown\": true}]}",
     "1 rows of the table"},
    {"{\"schema\": \"gradus/1\", \"table\": \"context\"}\n{\"table\": \"runs\", \"lr\": \"x\"}",
     "2:19: 'lr': a number is"},
    {"{\"schema\": \"gradus/1\", \"table\": \"context\"}\n{\"batch\": 1}",
     "2:1: an object with \"table\": NAME is expected"},
    {"{\"schema\": \"gradus/1\", \"table\": \"context\"}\n{\"table\": \"lines\", \"line\": {\"label\": 3}}",
     "2:29: 'label': a"},
    {"{\"schema\": \"gradus/1\", \"table\": \"context\"}\n{\"table\": \"runs\"", "2:16: '}' expected near end of file"},
};

Test(report_read, bad)
{
    struct scratch s;
    scratch_begin(&s);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct report r = {0};
        char error[512] = "";
        const char *path = scratch_write(&s, "bad", BAD[i].text, strlen(BAD[i].text));
        cr_expect(!report_read(&r, path, error, sizeof error), "%s", BAD[i].text);
        cr_expect_eq(strncmp(error, path, strlen(path)), 0, "%s does not begin with %s", error, path);
        cr_expect_not_null(strstr(error, BAD[i].error), "'%s' for %s, expected %s", error, BAD[i].text, BAD[i].error);
        report_free(&r);
    }
    scratch_end(&s);
}

Test(report_read, keys_are_each_once)
{
    for (size_t i = 0; report_schemas[i]; i++) {
        const struct report_column *c = report_schemas[i]->column;
        for (size_t k = 0; k < i; k++)
            cr_expect_str_neq(report_schemas[i]->key, report_schemas[k]->key);
        for (size_t k = 0; c[k].key; k++)
            for (size_t l = 0; l < k; l++)
                cr_expect_str_neq(c[k].key, c[l].key, "table %s", report_schemas[i]->key);
    }
}
