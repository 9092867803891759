/* SPDX-License-Identifier: MIT
 * subject_row.c - between against.h and exchange.h. */
#include "subject_row.h"

#include "calm.h"
#include "notation.h"

/* A bound to hold peers against: they promise nothing to us, the error is what counts. */
static const double PEER_BOUND = 1;

static bool open_row(void *self, bool calm)
{
    struct subject_row *row = self;
    return exchange_open(&row->exchange, &row->spec, calm);
}

static void close_row(void *self)
{
    struct subject_row *row = self;
    exchange_close(&row->exchange);
}

static void request(const void *self, unsigned id, const char *impl, int threads, char *text, size_t size)
{
    const struct subject_row *row = self;
    exchange_request(&row->exchange, id, impl, threads, text, size);
}

static void judge_results(void *self, struct entrant *e)
{
    struct subject_row *row = self;
    const struct case_spec *spec = &row->spec;
    e->impl = e->ours ? gradus_choose(spec->op, e->setting, spec->dim) : NULL;
    exchange_judge(&row->exchange, e->impl ? judge_bound(spec->op, e->impl, spec->dim) : PEER_BOUND, &e->worst);
    e->what = e->worst.operand >= 0 ? spec->op->operand[e->worst.operand].name : NULL;
}

static void reset(void *self)
{
    struct subject_row *row = self;
    exchange_reset(&row->exchange);
}

/* The most results of any operand: what "per element" means. */
static double elements(const struct case_spec *spec)
{
    size_t most = 1, n;
    for (int i = 0; i < gradus_operands(spec->op); i++)
        if (spec->op->operand[i].role != GRADUS_WORK && gradus_elements(spec->op, i, spec->dim, 1, &n) == GRADUS_OK)
            most = n > most ? n : most;
    return (double)most;
}

struct against_subject subject_row(struct subject_row *row)
{
    const struct case_spec *spec = &row->spec;
    struct gradus_call call;
    struct against_subject s = {.self = row,
                                .elements = elements(spec),
                                .twice = calm_wild(spec->op),
                                .both = true,
                                .open = open_row,
                                .close = close_row,
                                .request = request,
                                .judge = judge_results,
                                .reset = reset};
    snprintf(s.name, sizeof s.name, "%s", spec->op->name);
    notation_shape_text(spec->op, spec->dim, s.size, sizeof s.size);
    if (gradus_count(spec->op, spec->dim, &s.count) != GRADUS_OK)
        s.count = (struct gradus_count){0};
    if (gradus_call_init(&call, spec->op, NULL, spec->dim, NULL, spec->hyper, 1) == GRADUS_OK)
        s.demand = limits_demand(&call, 1);
    return s;
}
