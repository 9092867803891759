/* SPDX-License-Identifier: MIT
 * instructions.c - bench instructions: how many a call of each operation, or a training step, takes. The same number in
 * every run, on any machine that runs the objects, whatever else it does: what times cannot be. */
#include "alone.h"
#include "callgrind.h"
#include "command.h"
#include "context.h"
#include "counted.h"
#include "notation.h"
#include "program.h"
#include "progress.h"
#include "start.h"
#include "tables.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

enum { OP, IMPL, SHAPE, ROW_COUNT, ROW_EACH, ROW_FLOPS, ROW_RATIO };

static const struct report_column ROW_COLUMNS[] = {{"operation", "operation"},
                                                   {"implementation", "impl"},
                                                   {"shape", "shape"},
                                                   {"instructions", "instructions", REPORT_COUNT},
                                                   {"instructions_per_element", "per element", REPORT_NUMBER, 3},
                                                   {"flops", "FLOPs", REPORT_COUNT},
                                                   {"instructions_per_flop", "per FLOP", REPORT_NUMBER, 3},
                                                   {NULL}};

const struct report_schema instructions_schema = {"instructions", "Instructions of one call of an operation.",
                                                  ROW_COLUMNS};

enum { MODEL, OPTIMIZER, BATCH, CALLS, STEP_COUNT, STEP_EACH, STEP_FLOPS, STEP_RATIO };

static const struct report_column STEP_COLUMNS[] = {{"model", "model"},
                                                    {"optimizer", "optimizer"},
                                                    {"batch", "batch", REPORT_COUNT},
                                                    {"entries", "entries", REPORT_COUNT},
                                                    {"instructions", "instructions", REPORT_COUNT},
                                                    {"instructions_per_sample", "per sample", REPORT_NUMBER, 4},
                                                    {"flops", "FLOPs", REPORT_COUNT},
                                                    {"instructions_per_flop", "per FLOP", REPORT_NUMBER, 3},
                                                    {NULL}};

const struct report_schema step_instructions_schema = {"step_instructions", "Instructions of one training step.",
                                                       STEP_COLUMNS};

struct counting {
    struct callgrind callgrind;
    struct report_table *table;
    size_t n, done;
    char *error;
    size_t error_size;
};

static void row_cells(struct report_cell *row, const struct selected *s, double instructions)
{
    struct gradus_count count;
    char shape[80];
    notation_shape_text(s->op, s->dim, shape, sizeof shape);
    report_text(&row[OP], "%s", s->op->name);
    report_text(&row[IMPL], "%s", s->impl->name);
    report_text(&row[SHAPE], "%s", shape);
    row[ROW_COUNT].value = instructions;
    row[ROW_EACH].value = instructions / alone_elements(s->op, s->dim);
    if (gradus_count(s->op, s->dim, &count) != GRADUS_OK)
        return;
    row[ROW_FLOPS].value = (double)count.flops;
    if (count.flops)
        row[ROW_RATIO].value = instructions / (double)count.flops;
}

static void step_cells(struct report_cell *row, const struct job *j, double instructions)
{
    const struct gradus_list *list = &j->net->list[0];
    struct gradus_count count;
    double flops = 0;
    for (size_t c = 0; c < list->calls; c++)
        if (gradus_count(list->call[c].op, list->call[c].a.dim, &count) == GRADUS_OK)
            flops += (double)count.flops;
    report_text(&row[MODEL], "%s", j->model->name);
    report_text(&row[OPTIMIZER], "%s", j->optimizer->name);
    row[BATCH].value = (double)list->batch;
    row[CALLS].value = (double)list->calls;
    row[STEP_COUNT].value = instructions;
    row[STEP_EACH].value = instructions / (double)list->batch;
    row[STEP_FLOPS].value = flops;
    row[STEP_RATIO].value = instructions / flops;
}

/* Waits until the other side has run it. */
static bool count_case(const struct counted_case *of, void *self)
{
    struct counting *c = self;
    char line[PROCESS_LINE], expected[32];
    uint64_t instructions;
    progress(of->row ? of->row->op->name : of->job->optimizer->name, of->i, c->n);
    if (!callgrind_hear(&c->callgrind, line, c->error, c->error_size))
        return false;
    snprintf(expected, sizeof expected, "%zu", of->i);
    if (strcmp(line, expected) != 0 ||
        !callgrind_reading(&c->callgrind, of->i * COUNTED_CALLS + COUNTED_CALLS - 1, &instructions)) {
        snprintf(c->error, c->error_size, "callgrind has no reading of case %zu: it says %s", of->i,
                 words_quote(line).text);
        return false;
    }
    struct report_cell *row = report_row(c->table);
    if (row && of->row)
        row_cells(row, of->row, (double)instructions);
    else if (row)
        step_cells(row, of->job, (double)instructions);
    c->done++;
    return true;
}

/* The instruction set: v3 unless asked otherwise; not one that valgrind cannot run. */
static bool choose_isa(const char *asked, const char **isa, char *error, size_t error_size)
{
    *isa = asked ? asked : "v3";
    bool known = strcmp(*isa, "v3") == 0 || strcmp(*isa, "plain") == 0;
    if (!known)
        snprintf(error, error_size, "--isa %s: valgrind runs v3 (the default) and plain", words_quote(*isa).text);
    return known;
}

static int count_all(const struct arguments *o, const char *isa, struct counted *cases, struct report *r, char *error,
                     size_t error_size)
{
    struct counting c = {.n = cases->n, .error = error, .error_size = error_size};
    struct again words = {0};
    bool good = again_add(&words, "counted") && again_options(&words, o, ARGUMENTS_COUNTED) &&
                again_add(&words, "--isa=%s", isa);
    if (!good)
        snprintf(error, error_size, "out of memory");
    good = good && callgrind_start(&c.callgrind, &words, cases->function, error, error_size);
    if (good) {
        context_report(r, o);
        report_line(r, REPORT_PLAIN, "counter", "%s callgrind: one call of %s after two others, one thread, %s objects",
                    c.callgrind.version, cases->function, isa);
        c.table = report_table(r, cases->steps ? &step_instructions_schema : &instructions_schema, cases->n, true);
        good = counted_each(cases, count_case, &c, error, error_size);
        report_line(
            r, REPORT_PLAIN, "note",
            "the same in every run; says nothing of caches, AVX-512, threads; blas: OpenBLAS' kernels for Haswell");
        context_end(r, c.done, c.n, "case");
    }
    callgrind_end(&c.callgrind);
    again_free(&words);
    return good || program_interrupted() ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int command_instructions(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    const char *isa, *why = "";
    struct counted cases;
    if (!choose_isa(o->isa, &isa, error, error_size))
        return PROGRAM_USAGE;
    if (gradus_start(isa, &why) != GRADUS_OK) {
        snprintf(
            error, error_size,
            "bench instructions wants x86-64-v3 (AVX2): this processor or build has none; --isa plain counts others");
        return PROGRAM_ENVIRONMENT;
    }
    int status = counted_open(&cases, o, error, error_size);
    if (status == PROGRAM_PASS)
        status = count_all(o, isa, &cases, r, error, error_size);
    counted_close(&cases);
    return status;
}
