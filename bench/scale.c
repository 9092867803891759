/* SPDX-License-Identifier: MIT
 * scale.c - bench scale: what more threads bring. The times are those of bench run, read from its report, so that they
 * are taken, verified and interrupted as there. */
#include "amdahl.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "program.h"
#include "tables.h"
#include "team.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SUBJECT, SIZE, THREADS, USED, MEDIAN, LOW, HIGH, SPEED_UP, EFFICIENCY, NOTE };

static const struct report_column COLUMNS[] = {{"subject", "what"},
                                               {"size", "size"},
                                               {"threads", "threads", REPORT_COUNT},
                                               {"threads_used", NULL, REPORT_COUNT},
                                               {"median_ns", "median", REPORT_NS},
                                               {"low_ns", "from", REPORT_NS},
                                               {"high_ns", "to", REPORT_NS},
                                               {"speed_up", "speed-up", REPORT_NUMBER, 3},
                                               {"efficiency_percent", "% per thread", REPORT_NUMBER, 3},
                                               {"note", ""},
                                               {NULL}};

const struct report_schema scale_schema = {"scale", "Times by the number of threads.", COLUMNS};

enum { FIT_SUBJECT, FIT_SIZE, FIT_POINTS, FIT_SERIAL, FIT_RESIDUAL, FIT_NOTE };

/* What copy_rows writes. */
struct scaling {
    struct report_table *times, *fits;
    size_t few; /* things timed with too few threads for a fit */
};

static const struct report_column FITS[] = {{"subject", "what"},
                                            {"size", "size"},
                                            {"thread_counts", "thread counts", REPORT_COUNT},
                                            {"serial_percent", "% serial", REPORT_NUMBER, 3},
                                            {"residual_percent", "+- %", REPORT_NUMBER, 2},
                                            {"note", ""},
                                            {NULL}};

const struct report_schema serial_part_schema = {"serial_part", "The serial part that Amdahl's law gives.", FITS};

/* Where the report of the command that times has what. */
static const struct source {
    command_function *run;
    const char *table, *name[2], *size, *only, *is; /* rows whose cell `only` is `is`; NULL: all */
    const char *size_label;
} ROWS_SOURCE = {command_rows, "operations", {"operation", "implementation"}, "shape", NULL, NULL, ""},
  STEPS_SOURCE = {command_run, "time", {"model", "optimizer"}, "batch", "part", "step", "batch "};

/* One thing timed: a time for each number of threads that were really used. */
struct curve {
    size_t n;
    int threads[TEAM_SIZES];
    double time[TEAM_SIZES];
};

static const struct report_table *find_table(const struct report *r, const char *key)
{
    for (size_t i = 0; i < r->blocks; i++)
        if (r->block[i].table && strcmp(r->block[i].table->key, key) == 0)
            return r->block[i].table;
    return NULL;
}

static const struct report_cell *cell_of(const struct report_table *t, size_t row, const char *key)
{
    static const struct report_cell none = {.value = NAN};
    for (size_t c = 0; c < t->columns; c++)
        if (strcmp(t->column[c].key, key) == 0)
            return &t->cell[row * t->columns + c];
    return &none;
}

static bool wanted(const struct source *s, const struct report_table *t, size_t row)
{
    return !s->only || strcmp(cell_of(t, row, s->only)->text, s->is) == 0;
}

static void name_cells(const struct source *s, const struct report_table *t, size_t row, struct report_cell *to)
{
    const struct report_cell *size = cell_of(t, row, s->size);
    report_text(&to[SUBJECT], "%s %s", cell_of(t, row, s->name[0])->text, cell_of(t, row, s->name[1])->text);
    if (size->text[0])
        report_text(&to[SIZE], "%s", size->text);
    else
        report_text(&to[SIZE], "%s%.0f", s->size_label, size->value);
}

static void time_cells(const struct report_table *t, size_t row, struct report_cell *to, struct curve *curve)
{
    double median = cell_of(t, row, "median_ns")->value, threads = cell_of(t, row, "threads")->value;
    double used = cell_of(t, row, "threads_used")->value;
    to[THREADS].value = threads;
    to[USED].value = used;
    to[MEDIAN].value = median;
    to[LOW].value = cell_of(t, row, "low_ns")->value;
    to[HIGH].value = cell_of(t, row, "high_ns")->value;
    if (!(median > 0)) {
        team_note((int)used, (int)threads, to[NOTE].text, sizeof to[NOTE].text);
        return;
    }
    if (curve->n == TEAM_SIZES || (curve->n == 0 && used != 1))
        return; /* one thread comes first: others are held against it */
    curve->threads[curve->n] = (int)used;
    curve->time[curve->n++] = median;
    double gain = curve->time[0] / median;
    to[SPEED_UP].value = gain;
    to[EFFICIENCY].value = 100 * gain / threads;
    team_note((int)used, (int)threads, to[NOTE].text, sizeof to[NOTE].text);
    if (gain < 1) {
        report_text(&to[NOTE], "SLOWER than 1 thread");
        to[NOTE].tone = REPORT_BAD;
    }
}

static void fit_row(struct scaling *s, const struct report_cell *row, const struct curve *curve)
{
    struct amdahl fit;
    bool enough = amdahl_fit(curve->threads, curve->time, curve->n, &fit);
    struct report_cell *to = enough ? report_row(s->fits) : NULL;
    s->few += !enough;
    if (!to)
        return;
    report_text(&to[FIT_SUBJECT], "%s", row[SUBJECT].text);
    report_text(&to[FIT_SIZE], "%s", row[SIZE].text);
    to[FIT_POINTS].value = (double)curve->n;
    to[FIT_SERIAL].value = 100 * fit.serial;
    to[FIT_RESIDUAL].value = 100 * fit.residual;
    if (fit.serial < 0)
        report_text(&to[FIT_NOTE], "more was gained than threads were added");
    else if (fit.serial > 1)
        report_text(&to[FIT_NOTE], "a team costs more than it brings");
}

/* Rows of one thing follow each other, the fewest threads first. */
static void copy_rows(const struct source *s, const struct report_table *from, struct report *r)
{
    struct scaling to = {report_table(r, &scale_schema, from->rows, true),
                         report_table(r, &serial_part_schema, from->rows, true), 0};
    struct report_cell *last = NULL;
    struct curve curve = {0};
    for (size_t i = 0; i < from->rows; i++) {
        struct report_cell *row = wanted(s, from, i) ? report_row(to.times) : NULL;
        if (!row)
            continue;
        name_cells(s, from, i, row);
        if (last &&
            (strcmp(last[SUBJECT].text, row[SUBJECT].text) != 0 || strcmp(last[SIZE].text, row[SIZE].text) != 0)) {
            fit_row(&to, last, &curve);
            curve.n = 0;
        }
        time_cells(from, i, row, &curve);
        last = row;
    }
    if (last)
        fit_row(&to, last, &curve);
    if (to.few)
        report_line(r, REPORT_PLAIN, "note",
                    "no serial part is fitted to %zu of these: that takes %d thread counts, and teams that are used",
                    to.few, AMDAHL_POINTS);
}

/* "1,2,3,4", or powers of two and the most where that would be too many. */
static void all_threads(char *text, size_t size)
{
    int most = gradus_processors();
    text[0] = '\0';
    for (int p = 1; p <= most; p = most <= TEAM_SIZES ? p + 1 : 2 * p)
        snprintf(text + strlen(text), size - strlen(text), "%s%d", p > 1 ? "," : "", p);
    if (most > TEAM_SIZES)
        snprintf(text + strlen(text), size - strlen(text), ",max");
}

int command_scale(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    const struct source *source = o->job == ARGUMENTS_SCALE ? &ROWS_SOURCE : &STEPS_SOURCE;
    struct arguments inner = *o;
    struct report timed = {0};
    struct team_sizes teams;
    char threads[200];
    all_threads(threads, sizeof threads);
    if (!o->threads)
        inner.threads = threads;
    if (!inner.op)
        inner.op = "*";
    inner.no_verify = true; /* of a training; operations are judged all the same */
    inner.epochs = (struct arguments_number){true, 1};
    if (!team_sizes(inner.threads, &teams, error, error_size))
        return PROGRAM_USAGE;
    if (teams.threads[0] != 1) {
        snprintf(error, error_size, "--threads %s: 1 must be among them: speed-up is against one thread", o->threads);
        return PROGRAM_USAGE;
    }
    int status = source->run(&inner, &timed, error, error_size);
    const struct report_table *from = find_table(&timed, source->table);
    if (status != PROGRAM_USAGE && from) {
        context_report(r, o);
        for (size_t i = 0; i < timed.blocks; i++)
            if (!timed.block[i].table && timed.block[i].tone == REPORT_BAD &&
                strcmp(timed.block[i].label, "noise") != 0)
                report_line(r, REPORT_BAD, timed.block[i].label, "%s", timed.block[i].text);
        copy_rows(source, from, r);
        r->lacking |= timed.lacking;
    }
    report_free(&timed);
    return status;
}
