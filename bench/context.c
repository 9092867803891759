/* SPDX-License-Identifier: MIT
 * context.c - writes what the numbers were measured on. */
#include "context.h"

#include "digits.h"
#include "gradus.h"
#include "measure/machine.h"
#include "program.h"
#include "tables.h"
#include "words.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    VERSION,
    DATE,
    COMMAND,
    PROCESSOR,
    HYPERVISOR,
    PROCESSORS,
    L1,
    L2,
    L3,
    LOAD,
    BLAS,
    CORE,
    PARALLEL,
    COMPILER,
    BUILD,
    ISA,
    INTERRUPTED,
};

static const struct report_column COLUMNS[] = {{"version"},
                                               {"date"},
                                               {"command_line"},
                                               {"processor"},
                                               {"hypervisor"},
                                               {"processors", NULL, REPORT_COUNT},
                                               {"l1_bytes", NULL, REPORT_COUNT},
                                               {"l2_bytes", NULL, REPORT_COUNT},
                                               {"l3_bytes", NULL, REPORT_COUNT},
                                               {"load_1min", NULL, REPORT_NUMBER},
                                               {"blas"},
                                               {"blas_core"},
                                               {"blas_threading"},
                                               {"compiler"},
                                               {"build_type"},
                                               {"isa"},
                                               {"interrupted", NULL, REPORT_FLAG},
                                               {NULL}};

const struct report_schema context_schema = {"context", "What the numbers were measured with and on.", COLUMNS,
                                             .object = true};

static void bytes_text(char *text, size_t size, size_t bytes)
{
    if (bytes >= (size_t)1 << 20)
        snprintf(text, size, "%.3g MiB", (double)bytes / 0x1p20);
    else
        snprintf(text, size, "%.3g KiB", (double)bytes / 0x1p10);
}

static void machine_line(struct report *r, const struct machine *m)
{
    char caches[100] = "";
    for (int i = 0; i < 3; i++) {
        char one[24];
        size_t used = strlen(caches);
        if (!m->cache[i])
            continue;
        bytes_text(one, sizeof one, m->cache[i]);
        snprintf(caches + used, sizeof caches - used, ", L%d %s", i + 1, one);
    }
    report_line(r, REPORT_PLAIN, "machine", "%s, %s%s%s%s%s | %s %s %s | %s %s | %s objects", m->processor,
                digits_count(m->processors, "processor").text, m->hypervisor[0] ? " (" : "", m->hypervisor,
                m->hypervisor[0] ? ")" : "", caches, m->blas, m->blas_parallel, m->blas_core, m->compiler, m->build,
                gradus_isa());
}

/* What is known of the noise, and no more. */
static void noise_line(struct report *r, const struct machine *m)
{
    const char *virtual = m->hypervisor[0] ? "virtual machine, " : "";
    const struct digits processors = digits_count(m->online, "processor");
    if (m->load > m->online)
        report_line(r, REPORT_BAD, "noise",
                    "%sload %.1f EXCEEDS %s: other processes slow these times down; do not compare them (bench doctor)",
                    virtual, m->load, processors.text);
    else if (m->hypervisor[0] || m->load > 0.5)
        report_line(
            r, REPORT_PLAIN, "noise",
            "%sload %.1f on %s: times of another launch may differ; a comparison needs several launches (bench doctor)",
            virtual, m->load, processors.text);
}

void context_report(struct report *r, const struct arguments *o)
{
    struct machine m = machine_now();
    struct report_table *t = report_table(r, &context_schema, 1, false);
    struct report_cell *row = report_row(t);
    char date[40];
    time_t now = time(NULL);
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", gmtime(&now));
    machine_line(r, &m);
    if (o->job != ARGUMENTS_DOCTOR) /* which says all of it */
        noise_line(r, &m);
    if (o->configured)
        report_line(r, REPORT_PLAIN, "config", "%s: %s of the command line are from there", words_quote(o->config).text,
                    digits_count((double)o->configured, "option").text);
    if (!row)
        return;
    const char *text[] = {[VERSION] = GRADUS_VERSION,   [DATE] = date,           [PROCESSOR] = m.processor,
                          [HYPERVISOR] = m.hypervisor,  [BLAS] = m.blas,         [CORE] = m.blas_core,
                          [PARALLEL] = m.blas_parallel, [COMPILER] = m.compiler, [BUILD] = m.build,
                          [ISA] = gradus_isa()};
    for (size_t i = 0; i < sizeof text / sizeof *text; i++)
        if (text[i])
            report_text(&row[i], "%s", text[i]);
    report_text(&row[COMMAND], "bench%s", o->command_line);
    row[PROCESSORS].value = m.processors;
    for (int i = 0; i < 3; i++)
        if (m.cache[i])
            row[L1 + i].value = (double)m.cache[i];
    if (m.load >= 0)
        row[LOAD].value = m.load;
    row[INTERRUPTED].value = 0;
}

void context_end(struct report *r, size_t done, size_t all, const char *what)
{
    if (!program_interrupted())
        return;
    report_line(r, REPORT_BAD, "partial", "interrupted: partial, %zu of %s done", done,
                digits_count((double)all, what).text);
    struct report_table *t = report_last(r, &context_schema);
    if (t && t->rows)
        t->cell[INTERRUPTED].value = 1;
}
