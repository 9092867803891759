/* SPDX-License-Identifier: MIT
 * case.c - a case's memory: what the kernel sees, and the doubles that the reference sees. */
#include "case.h"

#include "fill.h"
#include "oracle.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

size_t case_width(const struct gradus_op *op, int i)
{
    return op->operand[i].role == GRADUS_WORK ? sizeof(double) : sizeof(float);
}

static struct buffer new_buffer(const struct case_spec *spec, size_t bytes)
{
    if (spec->edge == CASE_INSIDE)
        return buffer_new(bytes);
    return buffer_guarded(bytes, spec->edge == CASE_LOW ? BUFFER_LOW : BUFFER_HIGH);
}

/* Splits one block into in, got, want and scale of every operand but work. */
static bool new_numbers(struct case_data *c, int operands)
{
    size_t total = 0;
    for (int i = 0; i < operands; i++)
        total += c->count[i];
    c->number = calloc(4 * total, sizeof *c->number);
    if (!c->number)
        return false;
    double *at = c->number;
    for (int i = 0; i < operands; i++) {
        const struct gradus_operand *operand = &c->spec.op->operand[i];
        if (operand->role == GRADUS_WORK)
            continue;
        c->in[i] = at;
        c->judged.got[i] = at + c->count[i];
        if (judge_written(operand)) {
            c->judged.want[i] = at + 2 * c->count[i];
            c->judged.scale[i] = at + 3 * c->count[i];
        }
        at += 4 * c->count[i];
    }
    return true;
}

enum gradus_status case_new(struct case_data *c, const struct case_spec *spec)
{
    *c = (struct case_data){.spec = *spec};
    enum gradus_status status =
        gradus_call_init(&c->call, spec->op, spec->impl->name, spec->dim, NULL, spec->hyper, spec->step);
    /* Of two implementations of one name the first that fits is taken: the other is then not this case. */
    if (status == GRADUS_OK && c->call.impl != spec->impl)
        status = GRADUS_INVALID;
    int operands = gradus_operands(spec->op);
    for (int i = 0; i < operands && status == GRADUS_OK; i++) {
        status = gradus_elements(spec->op, i, spec->dim, c->call.a.parts, &c->count[i]);
        if (status != GRADUS_OK)
            break;
        size_t width = case_width(spec->op, i), shift = width == sizeof(float) ? spec->offset : 0;
        c->buffer[i] = new_buffer(spec, (c->count[i] + shift) * width);
        c->before[i] = malloc(c->count[i] * width);
        if (!c->buffer[i].p || !c->before[i])
            status = GRADUS_ENVIRONMENT;
        else
            c->call.a.p[i] = (char *)c->buffer[i].p + shift * width;
    }
    if (status == GRADUS_OK && !new_numbers(c, operands))
        status = GRADUS_ENVIRONMENT;
    if (status != GRADUS_OK) {
        case_free(c);
        return status;
    }
    c->bound = judge_bound(spec->op, spec->impl, spec->dim);
    c->judged.op = spec->op;
    c->judged.dim = c->spec.dim;
    c->judged.flush = spec->flush;
    memcpy(c->judged.count, c->count, sizeof c->count);
    return GRADUS_OK;
}

void case_free(struct case_data *c)
{
    for (int i = 0; i < GRADUS_OPERANDS; i++) {
        buffer_free(&c->buffer[i]);
        free(c->before[i]);
    }
    free(c->number);
    *c = (struct case_data){0};
}

/* Values of [lo, hi] that are multiples of a power of two, about eight of them; others stay as drawn. */
static void coarsen(float *x, size_t n, double lo, double hi)
{
    if (lo == 0 && hi == 0) {
        lo = -1;
        hi = 1;
    }
    double step = exp2(floor(log2((hi - lo) / 8)));
    for (size_t i = 0; i < n; i++) {
        double value = rint(x[i] / step) * step;
        if (value >= lo && value <= hi)
            x[i] = (float)value;
    }
}

/* Values of the domain, made smaller by up to 2^40. */
static void spread(float *x, size_t n, double lo, double hi, uint64_t seed)
{
    for (size_t i = 0; i < n; i++) {
        float exponent;
        fill_uniform(&exponent, 1, -40, 0, seed + i);
        double value = x[i] * exp2(floor((double)exponent));
        if ((lo == 0 && hi == 0) || (value >= lo && value < hi))
            x[i] = (float)value;
    }
}

static void fill_operand(const struct case_data *c, int i)
{
    const struct gradus_operand *operand = &c->spec.op->operand[i];
    /* Streams of neighbouring seeds are unrelated (fill.h), so operands take neighbours. */
    uint64_t seed = c->spec.seed * GRADUS_OPERANDS + (uint64_t)i;
    void *p = c->call.a.p[i];
    if (operand->role == GRADUS_OUT || operand->role == GRADUS_WORK) {
        memset(p, 0xff, c->count[i] * case_width(c->spec.op, i));
    } else if (operand->below) {
        const char *axis = strchr(c->spec.op->axes, operand->below);
        fill_labels(p, c->count[i], axis ? c->spec.dim[axis - c->spec.op->axes] : 1, seed);
    } else {
        fill_uniform(p, c->count[i], operand->lo, operand->hi, seed);
        if (c->spec.fill == CASE_COARSE)
            coarsen(p, c->count[i], operand->lo, operand->hi);
        if (c->spec.fill == CASE_SPREAD)
            spread(p, c->count[i], operand->lo, operand->hi, seed);
    }
}

void case_prepare(struct case_data *c)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++)
        fill_operand(c, i);
    case_remember(c);
}

void case_remember(struct case_data *c)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++)
        memcpy(c->before[i], c->call.a.p[i], c->count[i] * case_width(c->spec.op, i));
}

void case_restore(struct case_data *c)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++)
        memcpy(c->call.a.p[i], c->before[i], c->count[i] * case_width(c->spec.op, i));
}

void case_run(struct case_data *c)
{
    struct gradus_team team = {.threads = c->spec.threads > 0 ? c->spec.threads : 1, .flush_denormals = c->spec.flush};
    if (c->spec.threads > 0)
        gradus_run_forced(&c->call, 1, &team);
    else
        gradus_run(&c->call, 1, &team);
}

void case_judge(struct case_data *c, struct judge_worst *worst)
{
    const struct gradus_op *op = c->spec.op;
    struct ref_call ref = {.dim = c->spec.dim, .hyper = c->spec.hyper, .t = c->spec.step};
    uint64_t overwritten = 0;
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        if (operand->role == GRADUS_WORK)
            continue;
        judge_widen(operand, c->before[i], c->count[i], c->spec.flush, c->in[i]);
        judge_widen(operand, c->call.a.p[i], c->count[i], false, c->judged.got[i]);
        ref.in[i] = c->in[i];
        ref.got[i] = c->judged.got[i];
        ref.want[i] = c->judged.want[i];
        ref.scale[i] = c->judged.scale[i];
        /* A result the reference forgets is then beyond any bound. */
        for (size_t j = 0; judge_written(operand) && j < c->count[i]; j++) {
            ref.want[i][j] = DBL_MAX;
            ref.scale[i][j] = NAN;
        }
        if (operand->role == GRADUS_IN)
            overwritten += memcmp(c->before[i], c->call.a.p[i], c->count[i] * case_width(op, i)) != 0;
    }
    oracle_find(op->name)(&ref);
    judge(&c->judged, c->bound, worst);
    worst->wrong += overwritten;
}

bool case_same(const struct gradus_operand *operand, const void *a, const void *b, size_t n)
{
    if (memcmp(a, b, n * sizeof(float)) == 0)
        return true;
    const float *x = a, *y = b;
    for (size_t i = 0; i < n; i++)
        if (memcmp(&x[i], &y[i], sizeof *x) != 0 && (operand->below || !isnan(x[i]) || !isnan(y[i])))
            return false;
    return true;
}

int case_differs(const struct case_data *a, const struct case_data *b)
{
    for (int i = 0; i < gradus_operands(a->spec.op); i++) {
        const struct gradus_operand *operand = &a->spec.op->operand[i];
        if (judge_written(operand) && !case_same(operand, a->call.a.p[i], b->call.a.p[i], a->count[i]))
            return i;
    }
    return -1;
}
