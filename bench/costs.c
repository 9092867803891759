/* SPDX-License-Identifier: MIT
 * costs.c - bench list --model: what a training step costs by counting, operation by operation, layer by layer and in
 * all. Nothing is run; every sum is checked for overflow. */
#include "command.h"
#include "digits.h"
#include "job.h"
#include "program.h"
#include "sweep.h"
#include "tables.h"
#include "words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL, ENTRY, PART, LAYER, OPERATION, IMPL, SHAPE, MACS, FLOPS, BYTES, MEMORY };

static const struct report_column CALLS[] = {{"model", "model", REPORT_TEXT, .common = true},
                                             {"entry", "entry", REPORT_COUNT},
                                             {"part", "part"},
                                             {"layer", "layer"},
                                             {"operation", "operation"},
                                             {"implementation", "impl"},
                                             {"shape", "shape"},
                                             {"multiply_adds", "multiply-adds", REPORT_COUNT},
                                             {"flops", "FLOPs", REPORT_COUNT},
                                             {"bytes_moved", "bytes moved", REPORT_COUNT},
                                             {"output_bytes", "results, bytes", REPORT_COUNT},
                                             {NULL}};

const struct report_schema entries_schema = {"entries", "The entries of a training step, counted.", CALLS};

enum {
    L_MODEL,
    L_LAYER,
    L_WIDTHS,
    L_PARAMETERS,
    L_FORWARD_MACS,
    L_BACKWARD_MACS,
    L_FORWARD,
    L_BACKWARD,
    L_UPDATE,
    L_FORWARD_BYTES,
    L_BACKWARD_BYTES,
    L_UPDATE_BYTES,
    L_RESULTS
};

static const struct report_column LAYERS[] = {
    {"model", "model", REPORT_TEXT, .common = true},
    {"layer", "layer"},
    {"widths", "widths"},
    {"parameters", "parameters", REPORT_COUNT},
    {"forward_multiply_adds", "forward multiply-adds", REPORT_COUNT, .wrap = 14},
    {"backward_multiply_adds", "backward multiply-adds", REPORT_COUNT, .wrap = 14},
    {"forward_flops", "forward FLOPs", REPORT_COUNT, .wrap = 14},
    {"backward_flops", "backward FLOPs", REPORT_COUNT, .wrap = 14},
    {"update_flops", "update FLOPs", REPORT_COUNT, .wrap = 14},
    {"forward_bytes", "forward bytes", REPORT_COUNT, .wrap = 14},
    {"backward_bytes", "backward bytes", REPORT_COUNT, .wrap = 14},
    {"update_bytes", "update bytes", REPORT_COUNT, .wrap = 14},
    {"forward_result_bytes", "forward results, bytes", REPORT_COUNT, .wrap = 14},
    {NULL}};

const struct report_schema layers_schema = {"layers", "A network, layer by layer, counted.", LAYERS};

/* Sums over calls; saturates nowhere: `overflow` says that they did not fit. */
struct sums {
    struct gradus_count forward, backward, update;
    uint64_t results;
    bool overflow;
};

static void add(uint64_t *sum, uint64_t value, bool *overflow)
{
    *overflow |= __builtin_add_overflow(*sum, value, sum) || *sum > UINT64_C(1) << 53;
}

static const char *part_name(char part)
{
    static const char *const name[] = {['f'] = "forward", ['l'] = "loss", ['b'] = "backward", ['u'] = "update"};
    return name[(unsigned char)part];
}

/* Bytes that a call leaves for later ones. */
static uint64_t result_bytes(const struct gradus_list *list, size_t c)
{
    uint64_t bytes = 0;
    for (int i = 0; i < gradus_operands(list->call[c].op); i++)
        if (list->call[c].op->operand[i].role == GRADUS_OUT && list->tensor[c][i] >= 0)
            bytes += list->value[list->tensor[c][i]].bytes;
    return bytes;
}

static void add_call(struct sums *s, const struct gradus_list *list, size_t c)
{
    struct gradus_count count;
    struct gradus_count *to = list->part[c] == 'u' ? &s->update : list->part[c] == 'b' ? &s->backward : &s->forward;
    s->overflow |= gradus_count(list->call[c].op, list->call[c].a.dim, &count) != GRADUS_OK;
    if (s->overflow)
        return;
    add(&to->flops, count.flops, &s->overflow);
    add(&to->bytes, count.bytes, &s->overflow);
    add(&to->multiply_adds, count.multiply_adds, &s->overflow);
    if (list->part[c] == 'f')
        add(&s->results, result_bytes(list, c), &s->overflow);
}

static void call_rows(struct report_table *t, const struct job *j)
{
    const struct gradus_list *list = &j->net->list[0];
    for (size_t c = 0; c < list->calls; c++) {
        const struct gradus_call *call = &list->call[c];
        struct report_cell *row = report_row(t);
        struct gradus_count count;
        if (!row || gradus_count(call->op, call->a.dim, &count) != GRADUS_OK)
            return;
        report_text(&row[MODEL], "%s", j->model->name);
        row[ENTRY].value = (double)c;
        report_text(&row[PART], "%s", part_name(list->part[c]));
        if (list->layer[c] >= 0)
            report_text(&row[LAYER], "%d", list->layer[c] + 1);
        report_text(&row[OPERATION], "%s", call->op->name);
        report_text(&row[IMPL], "%s", call->impl->name);
        for (int i = 0; i < gradus_axes(call->op); i++)
            snprintf(row[SHAPE].text + strlen(row[SHAPE].text), sizeof row[SHAPE].text - strlen(row[SHAPE].text),
                     "%s%c=%zu", i ? "," : "", call->op->axes[i], call->a.dim[i]);
        row[MACS].value = (double)count.multiply_adds;
        row[FLOPS].value = (double)count.flops;
        row[BYTES].value = (double)count.bytes;
        row[MEMORY].value = (double)result_bytes(list, c);
    }
}

static void sum_cells(struct report_cell *row, const struct sums *s)
{
    row[L_FORWARD_MACS].value = (double)s->forward.multiply_adds;
    row[L_BACKWARD_MACS].value = (double)s->backward.multiply_adds;
    row[L_FORWARD].value = (double)s->forward.flops;
    row[L_BACKWARD].value = (double)s->backward.flops;
    row[L_UPDATE].value = (double)s->update.flops;
    row[L_FORWARD_BYTES].value = (double)s->forward.bytes;
    row[L_BACKWARD_BYTES].value = (double)s->backward.bytes;
    row[L_UPDATE_BYTES].value = (double)s->update.bytes;
    row[L_RESULTS].value = (double)s->results;
}

/* One row for each layer, one for what belongs to none (loss, regularizers, update), one for all. */
static bool layer_rows(struct report_table *t, const struct job *j)
{
    const struct gradus_list *list = &j->net->list[0];
    const struct gradus_model *m = &j->net->model;
    for (size_t l = 0; l <= m->layers + 1; l++) {
        struct sums s = {0};
        struct report_cell *row = report_row(t);
        bool none = l == m->layers, all = l == m->layers + 1;
        for (size_t c = 0; c < list->calls; c++)
            if (all || list->layer[c] == (none ? -1 : (int)l))
                add_call(&s, list, c);
        if (!row || s.overflow)
            return false;
        report_text(&row[L_MODEL], "%s", j->model->name);
        sum_cells(row, &s);
        if (none) {
            report_text(&row[L_LAYER], "no layer");
            continue;
        }
        report_text(&row[L_LAYER], all ? "all" : "%zu", l + 1);
        if (!all)
            report_text(&row[L_WIDTHS], "%zu-%zu", m->width[l], m->width[l + 1]);
        row[L_PARAMETERS].value = all ? (double)j->net->parameters
                                      : (double)(m->width[l] * m->width[l + 1] + (m->bias ? m->width[l + 1] : 0));
    }
    return true;
}

static void job_lines(struct report *r, const struct job *j)
{
    const struct gradus_net *n = j->net;
    struct gradus_complexity count;
    if (gradus_complexity(n->model.width, n->model.layers, n->model.bias, &count) != GRADUS_OK)
        return;
    report_line(r, REPORT_PLAIN, "model", "%s: %s, %s, %s forward for one row (F5..F7 of the lecture)",
                j->model->describe, digits_count((double)count.layers, "layer").text,
                digits_count((double)count.parameters, "parameter").text,
                digits_count((double)count.multiply_adds, "multiply-add").text);
    report_line(r, REPORT_PLAIN, "step",
                "%s, batch %zu: %zu entries; arena %s bytes: %s for parameters, gradients, states and scalars, %s for "
                "temporaries",
                j->optimizer->name, j->training.batch, n->list[0].calls, digits_grouped((double)n->arena_bytes).text,
                digits_grouped((double)(n->arena_bytes - n->activation_bytes)).text,
                digits_grouped((double)n->activation_bytes).text);
    report_line(r, REPORT_PLAIN, "",
                "temporaries: results handed on and scratch, each aligned to 64 bytes; those that are never alive "
                "together share memory, so they do not add up");
    if (n->list[0].part[0] == 'l')
        report_line(r, REPORT_PLAIN, "",
                    "forward, loss and backward are one sweep, counted as forward; --unfused counts them apart");
}

/* One model, planned without data. */
static int costs_of(const struct arguments *o, const char *name, const struct gradus_op *optimizer, struct report *r,
                    char *error, size_t error_size)
{
    struct model m;
    struct job j;
    struct sweep_batches batch;
    /* Counting needs no data set; a batch must only be a batch. */
    if (!model_find(name, o, &m, error, error_size) ||
        !sweep_batches(o->batch, m.name, (size_t)1 << 31, m.batch, &batch, error, error_size))
        return PROGRAM_USAGE;
    if (!job_plan(&j, &m, o, optimizer, batch.batch[0], batch.batch[0], 0, error, error_size))
        return PROGRAM_USAGE;
    job_lines(r, &j);
    call_rows(report_table(r, &entries_schema, GRADUS_CALLS, true), &j);
    bool good = layer_rows(report_table(r, &layers_schema, m.net.layers + 2, true), &j);
    if (!good)
        snprintf(error, error_size, "--model %s --batch %zu: its counts exceed 2^53", name, batch.batch[0]);
    job_free(&j);
    return good ? PROGRAM_PASS : PROGRAM_USAGE;
}

int command_costs(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct words_list names;
    struct job_optimizers optimizers;
    char why[WORDS_WHY];
    if (!words_split(o->model ? o->model : "iris", &names, why, sizeof why)) {
        snprintf(error, error_size, "--model %s", why);
        return PROGRAM_USAGE;
    }
    if (!job_optimizers(o->optimizer, &optimizers, error, error_size))
        return PROGRAM_USAGE;
    if (names.n > 1 || optimizers.n > 1) {
        snprintf(error, error_size, "bench list counts one model and one optimizer: %s is a list",
                 words_quote(names.n > 1 ? o->model : o->optimizer).text);
        return PROGRAM_USAGE;
    }
    return costs_of(o, names.item[0], optimizers.op[0], r, error, error_size);
}
