/* SPDX-License-Identifier: MIT
 * case_expect.c - a case as an expectation: its specification from the options, its verdict, the line that repeats it.
 */
#include "case.h"

#include "notation.h"
#include "shapes.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static const char *const FILLS[] = {[CASE_UNIFORM] = "uniform", [CASE_COARSE] = "coarse", [CASE_SPREAD] = "spread"};

const char *case_fill_name(enum case_fill fill)
{
    return FILLS[fill];
}

int case_fill_named(const char *name)
{
    for (size_t i = 0; i < sizeof FILLS / sizeof *FILLS; i++)
        if (strcmp(FILLS[i], name) == 0)
            return (int)i;
    return -1;
}

struct case_spec case_spec(const struct verify_options *options, const struct gradus_op *op,
                           const struct gradus_impl *impl)
{
    struct case_spec spec = {.op = op, .impl = impl, .seed = options->seed, .step = 1};
    for (int i = 0; i < GRADUS_AXES; i++)
        spec.dim[i] = 1;
    for (int i = 0; i < gradus_hypers(op); i++)
        spec.hyper[i] = op->hyper[i].value;
    case_options(&spec, options);
    return spec;
}

void case_options(struct case_spec *spec, const struct verify_options *options)
{
    if (options->hyper)
        notation_hyper(options->hyper, spec->op, spec->hyper);
    if (options->step)
        spec->step = options->step;
    if (options->fill)
        spec->fill = (enum case_fill)case_fill_named(options->fill);
    if (options->offset >= 0)
        spec->offset = (size_t)options->offset;
    if (options->threads)
        spec->threads = options->threads;
}

void case_vary(struct case_spec *spec)
{
    /* Within (0, 1) where the lecture's value is, off zero where it is zero. */
    for (int i = 0; i < gradus_hypers(spec->op); i++)
        spec->hyper[i] = 0.75 * spec->op->hyper[i].value + 0x1p-6;
}

struct text {
    char *at;
    size_t left;
};

static void append(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void append(struct text *t, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int n = vsnprintf(t->at, t->left, format, list);
    va_end(list);
    size_t used = n < 0 ? 0 : (size_t)n < t->left ? (size_t)n : t->left ? t->left - 1 : 0;
    t->at += used;
    t->left -= used;
}

void case_command(const struct case_spec *spec, const char *check, char *text, size_t size)
{
    char shape[96];
    struct text t = {text, size};
    notation_shape_text(spec->op, spec->dim, shape, sizeof shape);
    append(&t, "verify --op %s --check %s --impl %s --shape %s --seed %" PRIu64 " --isa %s", spec->op->name, check,
           spec->impl->name, shape, spec->seed, gradus_isa());
    append(&t, " --fill %s --offset %zu --step %" PRIu64, case_fill_name(spec->fill), spec->offset, spec->step);
    for (int i = 0; i < gradus_hypers(spec->op); i++)
        append(&t, "%s%s=%.17g", i ? "," : " --hyper ", spec->op->hyper[i].name, spec->hyper[i]);
    if (spec->threads)
        append(&t, " --threads %d", spec->threads);
}

bool case_verdict(struct verify *v, const struct case_spec *spec, const struct judge_worst *worst)
{
    const char *operand = worst->operand >= 0 ? spec->op->operand[worst->operand].name : "nothing";
    char command[512];
    if (worst->values)
        verify_note(v, worst->error, worst->bound, "%s/%s %s[%zu]", spec->op->name, spec->impl->name, operand,
                    worst->element);
    if (worst->wrong == 0 && worst->values > 0)
        return verify_expect(v, true, " ");
    case_command(spec, v->check, command, sizeof command);
    if (worst->error <= worst->bound)
        return verify_expect(v, false, "%s: an input was written to, or nothing compared   %s", spec->impl->name,
                             command);
    return verify_expect(v, false,
                         "%s: %.4g ulp > %.4g at %s[%zu]: got %.9g want %.17g, %" PRIu64 " of %" PRIu64 " wrong   %s",
                         spec->impl->name, worst->error, worst->bound, operand, worst->element, worst->got, worst->want,
                         worst->wrong, worst->values, command);
}

bool case_expect(struct verify *v, const struct case_spec *spec)
{
    struct case_data c;
    enum gradus_status status = case_new(&c, spec);
    if (status == GRADUS_INVALID) /* what does not fit is refused: that was expected if the row's `only` says so */
        return verify_expect(v, !shapes_fit(spec->op, spec->impl, spec->dim), "%s refuses a shape that fits it",
                             spec->impl->name);
    if (status != GRADUS_OK)
        return verify_expect(v, false, "%s: %s", spec->impl->name, gradus_status_text(status));
    struct judge_worst worst;
    case_prepare(&c);
    case_run(&c);
    case_judge(&c, &worst);
    case_free(&c);
    return case_verdict(v, spec, &worst);
}
