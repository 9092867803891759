/* SPDX-License-Identifier: MIT
 * roof.c - bench roof: the limits of this machine. */
#include "roof.h"

#include "command.h"
#include "context.h"
#include "gradus.h"
#include "program.h"
#include "progress.h"
#include "roof/load.h"
#include "roof/measure.h"
#include "tables.h"

#include <stdio.h>
#include <string.h>

enum { ISA, THREADS, FLOPS, LOW, HIGH, MEDIAN, COVERAGE };

static const struct report_column PEAK[] = {{"isa", "multiply-adds"},
                                            {"threads", "threads", REPORT_COUNT},
                                            {"flops_per_second", "FLOP/s", REPORT_RATE},
                                            {"low_flops_per_second", "from", REPORT_RATE},
                                            {"high_flops_per_second", "to", REPORT_RATE},
                                            {"median_ns", NULL, REPORT_NS},
                                            {"interval_coverage", NULL, REPORT_NUMBER},
                                            {NULL}};

const struct report_schema peak_schema = {"peak", "The most multiply-adds per second.", PEAK};

enum { ISAS = 8 };

static size_t isas(const struct roof *roof, const char **isa)
{
    size_t n = 0;
    for (int i = 0; n < ISAS && gradus_isa_at(i); i++)
        if (!roof->isa || strcmp(roof->isa, gradus_isa_at(i)) == 0)
            isa[n++] = gradus_isa_at(i);
    return n;
}

bool roof_peak(struct roof *roof)
{
    const char *isa[ISAS];
    const size_t sets = isas(roof, isa), teams = roof->teams->n, n = sets * teams;
    struct load load[ISAS * TEAM_SIZES];
    struct slices_variant variant[ISAS * TEAM_SIZES];
    struct statistics time[ISAS * TEAM_SIZES];
    struct load_arena arena;
    progress("peak", roof->done, roof->all);
    if (!load_arena_new(&arena, 1, 1, 1))
        return false;
    for (size_t i = 0; i < n; i++) {
        load[i] = load_peak(&arena, isa[i / teams], roof->teams->threads[i % teams]);
        variant[i] = (struct slices_variant){.run = load_run, .self = &load[i]};
    }
    bool good = measure(variant, n, &roof->plan, time);
    struct report_table *t = report_table(roof->r, &peak_schema, n, true);
    for (size_t i = 0; good && i < n && time[i].n > 0; i++) {
        struct report_cell *row = report_row(t);
        if (!row)
            break;
        report_text(&row[ISA], "%s", isa[i / teams]);
        row[THREADS].value = load[i].team.threads;
        row[FLOPS].value = 1e9 * load[i].work / time[i].median;
        row[LOW].value = 1e9 * load[i].work / time[i].high;
        row[HIGH].value = 1e9 * load[i].work / time[i].low;
        row[MEDIAN].value = time[i].median;
        row[COVERAGE].value = time[i].coverage;
    }
    roof->done += !program_interrupted();
    load_arena_free(&arena);
    return good;
}

int command_roof(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct team_sizes teams;
    if (!team_sizes(o->threads, &teams, error, error_size))
        return PROGRAM_USAGE;
    struct roof roof = {.r = r, .teams = &teams, .plan = slices_plan(o->quick, 1), .quick = o->quick};
    if (o->isa && strcmp(o->isa, "auto") != 0)
        roof.isa = o->isa;
    roof.all = 2 + roof_sizes(o->quick);
    context_report(r, o);
    report_line(r, REPORT_PLAIN, "command", "bench%s", o->command_line);
    bool good = roof_peak(&roof) && (program_interrupted() || roof_streams(&roof)) &&
                (program_interrupted() || roof_teams(&roof));
    if (!good)
        snprintf(error, error_size, "bench roof: out of memory");
    context_end(r, roof.done, roof.all, "measurement");
    return good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}
