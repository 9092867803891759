/* SPDX-License-Identifier: MIT
 * check_golden.c - the reference and every implementation against 50-digit results that neither had a part in. */
#include "case.h"
#include "checks.h"
#include "dataset.h"
#include "golden.h"
#include "reference.h"
#include "shapes.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool find(const struct gradus_op *op, char *path, size_t size)
{
    char file[128];
    snprintf(file, sizeof file, "golden/%s.csv", op->name);
    return dataset_path(file, path, size);
}

/* That the file can be read and, of each case, the reference and every implementation. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    char path[4096];
    size_t cases = find(op, path, sizeof path) ? golden_lines(path) : 0;
    return 1 + cases * (1 + verify_impls(options, op));
}

static void set_inputs(struct case_data *c, const struct golden_case *g)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++) {
        float *value = c->call.a.p[i];
        int32_t *label = c->call.a.p[i];
        for (size_t j = 0; g->before[i] && j < c->count[i]; j++) {
            if (c->spec.op->operand[i].below)
                label[j] = (int32_t)g->before[i][j];
            else
                value[j] = (float)g->before[i][j];
        }
    }
    case_remember(c);
}

/* Golden results are 0 where the truth is below 1e-300. */
static double truth(double after, double reference)
{
    return after == 0 && reference != 0 && fabs(reference) < 1e-300 ? reference : after;
}

/* 0, or the multiple of its bound by which a result of the reference is off. */
static double reference_error(const struct reference *r, int operand, double got, double want, double scale)
{
    if (isnan(got) || isnan(want))
        return isnan(got) && isnan(want) ? 0 : INFINITY;
    if (got == want)
        return 0;
    double error = fabs(got - want) / reference_rounding(r, operand, scale);
    return error >= 0 ? error : INFINITY;
}

/* What was stored: golden results rounded to float. */
static void set_stored(struct reference *r, const struct golden_case *g, int i, double *stored)
{
    for (size_t j = 0; j < g->count[i]; j++)
        stored[j] = (float)g->after[i][j];
    r->got[i] = stored;
}

static bool run_reference(struct reference *r, const struct gradus_op *op, const struct golden_case *g)
{
    double *stored[GRADUS_OPERANDS] = {0};
    bool ok = reference_new(r, op, g->dim);
    if (ok) {
        memcpy(r->hyper, g->hyper, sizeof r->hyper);
        r->t = g->t;
    }
    for (int i = 0; ok && i < gradus_operands(op); i++) {
        if (g->before[i])
            memcpy(r->in[i], g->before[i], g->count[i] * sizeof *r->in[i]);
        if (g->after[i]) {
            stored[i] = calloc(g->count[i], sizeof *stored[i]);
            ok = stored[i];
            if (ok)
                set_stored(r, g, i, stored[i]);
        }
    }
    if (ok)
        reference_run(r);
    for (int i = 0; i < GRADUS_OPERANDS; i++)
        free(stored[i]);
    return ok;
}

static void check_reference(struct verify *v, const struct gradus_op *op, const struct golden_case *g)
{
    struct reference r;
    double worst = -1, got = NAN, want = NAN;
    int operand = 0;
    size_t element = 0;
    bool ran = run_reference(&r, op, g);
    for (int i = 0; ran && i < gradus_operands(op); i++)
        for (size_t j = 0; g->after[i] && j < g->count[i]; j++) {
            double true_value = truth(g->after[i][j], r.want[i][j]);
            double error = reference_error(&r, i, r.want[i][j], true_value, r.scale[i][j]);
            if (error > worst) {
                worst = error;
                got = r.want[i][j];
                want = true_value;
                operand = i;
                element = j;
            }
        }
    verify_note(v, worst, 1, "%s/reference %s[%zu]", op->name, op->operand[operand].name, element);
    verify_expect(v, worst >= 0 && worst <= 1,
                  "reference: %.3g times its bound at %s[%zu] of the case of line %zu: got %.17g want %.17g", worst,
                  op->operand[operand].name, element, g->line, got, want);
    reference_free(&r);
}

static void check_kernel(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl,
                         const struct golden_case *g)
{
    struct case_spec spec = case_spec(v->options, op, impl);
    struct case_data c;
    struct judge_worst worst;
    memcpy(spec.dim, g->dim, sizeof spec.dim);
    memcpy(spec.hyper, g->hyper, sizeof spec.hyper);
    spec.step = g->t;
    enum gradus_status status = case_new(&c, &spec);
    if (status != GRADUS_OK) {
        verify_expect(v, status == GRADUS_INVALID && !shapes_fit(op, impl, g->dim), "%s: %s", impl->name,
                      gradus_status_text(status));
        return;
    }
    case_prepare(&c);
    set_inputs(&c, g);
    case_run(&c);
    case_judge(&c, &worst); /* for the scales */
    for (int i = 0; i < gradus_operands(op); i++)
        for (size_t j = 0; g->after[i] && j < g->count[i]; j++)
            c.judged.want[i][j] = truth(g->after[i][j], c.judged.want[i][j]);
    judge(&c.judged, c.bound, &worst);
    case_free(&c);
    const char *operand = worst.operand >= 0 ? op->operand[worst.operand].name : "nothing";
    verify_note(v, worst.error, worst.bound, "%s/%s %s[%zu] line %zu", op->name, impl->name, operand, worst.element,
                g->line);
    verify_expect(v, worst.wrong == 0 && worst.values > 0,
                  "%s: %.4g ulp > %.4g at %s[%zu] of the case of line %zu: got %.9g want %.17g   "
                  "verify --op %s --check golden --impl %s",
                  impl->name, worst.error, worst.bound, operand, worst.element, g->line, worst.got, worst.want,
                  op->name, impl->name);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    char path[4096], error[512];
    struct golden golden;
    if (!find(op, path, sizeof path)) {
        verify_expect(v, false, "no golden points: %s", path);
        return;
    }
    if (!verify_expect(v, golden_read(path, op, &golden, error, sizeof error), "%s", error))
        return;
    for (size_t i = 0; i < golden.cases; i++) {
        check_reference(v, op, &golden.at[i]);
        for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
            if (verify_wants(v->options, &op->impl[k]))
                check_kernel(v, op, &op->impl[k], &golden.at[i]);
    }
    golden_free(&golden);
}

const struct check check_golden = {
    .name = "golden",
    .about = "the reference and every implementation against 50-digit results",
    .applies = check_any_row,
    .expected = expected,
    .run = run,
};
