/* SPDX-License-Identifier: MIT
 * junit.c - verdicts as test cases: a suite for each table whose rows have one, and a suite for what the report says
 * failed beside them. A verdict that was not asked for is skipped. Times are in seconds. */
#include "benchmarks.h"
#include "html.h"

#include <math.h>
#include <string.h>

enum { VERDICT_NONE, VERDICT_PASS, VERDICT_FAIL };

/* A verdict's tone tells: every table gives a wrong one the tone "bad". */
static int verdict_of(const struct report_table *t, size_t row, size_t column)
{
    const struct report_cell *cell = &t->cell[row * t->columns + column];
    return cell->text[0] == '\0' || strcmp(cell->text, "none") == 0 ? VERDICT_NONE
           : cell->tone == REPORT_BAD                               ? VERDICT_FAIL
                                                                    : VERDICT_PASS;
}

static size_t verdict_column(const struct report_table *t)
{
    size_t c = 0;
    while (c < t->columns && strcmp(t->column[c].key, "verdict") != 0)
        c++;
    return c;
}

static double seconds_of(const struct report_table *t, size_t row)
{
    static const char *const key[] = {"total_ns", "median_ns", "candidate_ns"};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (isfinite(benchmarks_number(t, row, key[i])))
            return 1e-9 * benchmarks_number(t, row, key[i]);
    return 0;
}

static bool is_failure(const struct report_block *b)
{
    return !b->table && strcmp(b->label, "FAIL") == 0;
}

/* What the report says failed, each with the line that reruns it. */
static void write_failures(FILE *f, const struct report *r)
{
    for (size_t i = 0; i < r->blocks; i++)
        if (is_failure(&r->block[i]) || strcmp(r->block[i].label, "rerun") == 0) {
            html_words(f, r->block[i].label);
            fputs("  ", f);
            html_words(f, r->block[i].text);
            fputc('\n', f);
        }
}

static void write_error(FILE *f, const struct report_table *t, size_t row, const char *verdict)
{
    double error = benchmarks_number(t, row, "worst_error_ulp"), bound = benchmarks_number(t, row, "bound_ulp");
    if (!isfinite(bound))
        bound = benchmarks_number(t, row, "worst_bound_ulp");
    fputs("<failure message=\"", f);
    html_words(f, verdict);
    if (isfinite(error) && isfinite(bound))
        fprintf(f, ": %.3g ulp, at most %.3g are allowed", error, bound);
    fputs("\">", f);
}

static void write_case(FILE *f, const struct report *r, const struct report_table *t, size_t row, size_t column)
{
    char name[BENCHMARKS_NAME];
    int verdict = verdict_of(t, row, column);
    benchmarks_name(t, row, name);
    fprintf(f, "    <testcase classname=\"gradus.%s\" name=\"", t->key);
    html_words(f, name);
    fprintf(f, "\" time=\"%.9f\">", seconds_of(t, row));
    if (verdict == VERDICT_NONE)
        fputs("<skipped message=\"no verdict was asked for\"/>", f);
    if (verdict == VERDICT_FAIL) {
        write_error(f, t, row, t->cell[row * t->columns + column].text);
        write_failures(f, r);
        fputs("</failure>", f);
    }
    fputs("</testcase>\n", f);
}

static void write_table(FILE *f, const struct report *r, const struct report_table *t, size_t column)
{
    size_t count[3] = {0};
    for (size_t i = 0; i < t->rows; i++)
        count[verdict_of(t, i, column)]++;
    fprintf(f, "  <testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n", t->key,
            t->rows, count[VERDICT_FAIL], count[VERDICT_NONE]);
    for (size_t i = 0; i < t->rows; i++)
        write_case(f, r, t, i, column);
    fputs("  </testsuite>\n", f);
}

static void write_lines(FILE *f, const struct report *r)
{
    size_t failures = 0, number = 0;
    for (size_t i = 0; i < r->blocks; i++)
        failures += is_failure(&r->block[i]);
    fprintf(f, "  <testsuite name=\"failures\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\">\n", failures,
            failures);
    for (size_t i = 0; i < r->blocks; i++)
        if (is_failure(&r->block[i])) {
            fprintf(f, "    <testcase classname=\"gradus.failures\" name=\"%zu\" time=\"0\"><failure message=\"",
                    ++number);
            html_words(f, r->block[i].text);
            fputs("\"/></testcase>\n", f);
        }
    fputs("  </testsuite>\n", f);
}

void report_junit(FILE *f, const struct report *r, bool color)
{
    (void)color;
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gradus\">\n", f);
    for (size_t i = 0; i < r->blocks; i++) {
        const struct report_table *t = r->block[i].table;
        size_t column = t ? verdict_column(t) : 0;
        if (t && t->rows && column < t->columns)
            write_table(f, r, t, column);
    }
    write_lines(f, r);
    fputs("</testsuites>\n", f);
}
