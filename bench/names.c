/* SPDX-License-Identifier: MIT
 * names.c - bench list --what: everything else that an option can name. */
#include "command.h"
#include "contenders.h"
#include "digits.h"
#include "job.h"
#include "kinds.h"
#include "model.h"
#include "program.h"
#include "suggest.h"
#include "tables.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const struct report_column KINDS[] = {
    {"name", "kind"}, {"operations", "operations", REPORT_COUNT}, {"what", "what they are"}, {NULL}};

const struct report_schema kinds_schema = {"kinds", "The kinds of operations.", KINDS};

static bool list_kinds(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct report_table *t = report_table(r, &kinds_schema, 32, true);
    (void)o, (void)error, (void)error_size;
    for (int i = 0; kinds[i].name; i++) {
        struct report_cell *row = report_row(t);
        if (!row)
            return false;
        report_text(&row[0], "%s", kinds[i].name);
        row[1].value = 0;
        for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
            row[1].value += kinds[i].is(*op);
        report_text(&row[2], "%s", kinds[i].doc);
    }
    return true;
}

static const struct report_column MODELS[] = {{"name", "model"},
                                              {"describe", "network"},
                                              {"layers", "layers", REPORT_COUNT},
                                              {"parameters", "parameters", REPORT_COUNT},
                                              {"lr", "lr", REPORT_NUMBER, 3},
                                              {"epochs", "epochs", REPORT_COUNT},
                                              {NULL}};

const struct report_schema models_schema = {"models", "The models that can be named.", MODELS};

static bool list_models(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct report_table *t = report_table(r, &models_schema, 16, true);
    for (const char *const *name = model_names(); *name; name++) {
        struct report_cell *row = report_row(t);
        struct model m;
        struct gradus_complexity count;
        if (!row || !model_find(*name, o, &m, error, error_size) ||
            gradus_complexity(m.net.width, m.net.layers, m.net.bias, &count) != GRADUS_OK)
            return false;
        report_text(&row[0], "%s", *name);
        report_text(&row[1], "%s", m.describe);
        row[2].value = (double)count.layers;
        row[3].value = (double)count.parameters;
        row[4].value = m.lr;
        row[5].value = (double)m.epochs;
    }
    return true;
}

static const struct report_column OPTIMIZERS[] = {{"name", "optimizer"},         {"formula", "formula", .wrap = 60},
                                                  {"cite", "lecture"},           {"states", "states", REPORT_COUNT},
                                                  {"hyper", "hyper-parameters"}, {NULL}};

const struct report_schema optimizers_schema = {"optimizers", "The optimizers that can be named.", OPTIMIZERS};

static bool list_optimizers(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct job_optimizers all;
    if (!job_optimizers("all", &all, error, error_size))
        return false;
    struct report_table *t = report_table(r, &optimizers_schema, all.n, true);
    (void)o;
    for (size_t i = 0; i < all.n; i++) {
        const struct gradus_op *op = all.op[i];
        struct report_cell *row = report_row(t);
        if (!row)
            return false;
        report_text(&row[0], "%s", op->name);
        report_text(&row[1], "%s", op->formula);
        report_text(&row[2], "%s", op->cite);
        row[3].value = gradus_states(op);
        for (int h = 0; h < gradus_hypers(op); h++)
            snprintf(row[4].text + strlen(row[4].text), sizeof row[4].text - strlen(row[4].text), "%s%s %s",
                     h ? ", " : "", op->hyper[h].name, digits_of(op->hyper[h].value).text);
    }
    return true;
}

static const struct report_column PEERS[] = {
    {"name", "peer"}, {"state", "state"}, {"package", "Debian package"}, {NULL}};

const struct report_schema peers_schema = {"peers", "The other libraries, built or missing.", PEERS};

static bool list_peers(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct report_table *t = report_table(r, &peers_schema, CONTENDERS, true);
    (void)o, (void)error, (void)error_size;
    for (size_t i = 0; contenders_known(i).name; i++) {
        const struct contenders_known one = contenders_known(i);
        struct report_cell *row = report_row(t);
        if (!row)
            return false;
        report_text(&row[0], "%s", one.name);
        report_text(&row[1], "%s", !one.here ? "not built" : one.python ? "a module of Python" : "built");
        report_text(&row[2], "%s", one.package);
        row[1].tone = one.here ? REPORT_GOOD : REPORT_PLAIN;
    }
    return true;
}

static const struct report_column FORMATS[] = {
    {"name", "format"}, {"use", "what it is for"}, {"reader", "read by"}, {NULL}};

const struct report_schema formats_schema = {"formats", "The formats of a report.", FORMATS};

static bool list_formats(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct report_table *t = report_table(r, &formats_schema, 64, true);
    (void)o, (void)error, (void)error_size;
    for (const struct report_format *f = report_formats; f->name; f++) {
        struct report_cell *row = report_row(t);
        if (!row)
            return false;
        report_text(&row[0], "%s", f->name);
        report_text(&row[1], "%s", f->use);
        report_text(&row[2], "%s", f->reader);
    }
    return true;
}

int command_names(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    static const struct {
        const char *name;
        bool (*list)(const struct arguments *o, struct report *r, char *error, size_t error_size);
    } what[] = {{"kinds", list_kinds},
                {"models", list_models},
                {"optimizers", list_optimizers},
                {"peers", list_peers},
                {"formats", list_formats}};
    enum { WHATS = sizeof what / sizeof *what };
    const char *known[WHATS + 2] = {[WHATS] = "operations"};
    char names[160];
    for (size_t i = 0; i < WHATS; i++) {
        known[i] = what[i].name;
        if (strcmp(what[i].name, o->what) == 0)
            return what[i].list(o, r, error, error_size) ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
    }
    const char *near = suggest(o->what, known);
    words_join(known, names, sizeof names);
    snprintf(error, error_size, "--what %s: there are %s%s%s%s", words_quote(o->what).text, names,
             near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return PROGRAM_USAGE;
}
