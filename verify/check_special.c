/* SPDX-License-Identifier: MIT
 * check_special.c - rows of one axis at every combination of special values: NaN, infinities, zeros of either sign,
 * subnormals, the ends of the range and where functions saturate. */
#include "checks.h"
#include "special.h"

#include <math.h>
#include <string.h>

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    struct special_inputs in;
    (void)options;
    return special_find(op, &in);
}

/* One for each value of a scalar operand (of which there is at most one). */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    bool scalar = check_elementwise(op, true) && !check_elementwise(op, false);
    return verify_impls(options, op) * (scalar ? 24 : 1);
}

static void verdict(struct verify *v, const struct case_data *c, const struct special_inputs *in,
                    const struct judge_worst *worst, size_t which)
{
    char text[256] = "";
    size_t used = 0;
    const struct gradus_op *op = c->spec.op;
    for (int i = 0; i < in->vectors && used < sizeof text; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, " %s=%.9g", op->operand[in->vector[i]].name,
                                 (double)SPECIAL[which % in->values]);
        which /= in->values;
    }
    for (int i = 0; i < in->scalars && used < sizeof text; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, " %s=%.9g", op->operand[in->scalar[i]].name,
                                 (double)*(const float *)c->before[in->scalar[i]]);
    verify_note(v, worst->error, worst->bound, "%s/%s at%s", op->name, c->spec.impl->name, text);
    verify_expect(v, worst->wrong == 0 && worst->values > 0,
                  "%s: %.4g ulp > %.4g of %s at%s: got %.9g want %.17g   verify --op %s --check special --impl %s",
                  c->spec.impl->name, worst->error, worst->bound,
                  worst->operand >= 0 ? op->operand[worst->operand].name : "nothing", text, worst->got, worst->want,
                  op->name, c->spec.impl->name);
}

/* All combinations as the elements of one call, for each value of the scalar. */
static void run_elementwise(struct verify *v, struct case_data *c, const struct special_inputs *in)
{
    struct judge_worst worst;
    for (size_t s = 0; s < (in->scalars ? SPECIALS : 1); s++) {
        case_prepare(c);
        for (size_t i = 0; i < c->spec.dim[0]; i++)
            special_set(c, in, i, i);
        for (int i = 0; i < in->scalars; i++)
            *(float *)c->call.a.p[in->scalar[i]] = SPECIAL[s];
        case_remember(c);
        case_run(c);
        case_judge(c, &worst);
        verdict(v, c, in, &worst, worst.element);
    }
}

/* Each combination in a call of its own. */
static void run_one_by_one(struct verify *v, struct case_data *c, const struct special_inputs *in)
{
    struct judge_worst worst = {0};
    size_t which = 0;
    double highest = -1;
    uint64_t compared = 0, wrong = 0;
    for (size_t i = 0; i < in->combinations; i++) {
        struct judge_worst one;
        case_prepare(c);
        special_set(c, in, 0, i);
        case_remember(c);
        case_run(c);
        case_judge(c, &one);
        compared += one.values;
        wrong += one.wrong;
        if (judge_ratio(one.error, one.bound) > highest) {
            highest = judge_ratio(one.error, one.bound);
            worst = one;
            which = i;
        }
    }
    worst.values = compared;
    worst.wrong = wrong;
    verdict(v, c, in, &worst, which);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    struct special_inputs in;
    special_find(op, &in);
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        struct case_data c;
        spec.dim[0] = in.elementwise ? in.combinations : 1;
        if (case_new(&c, &spec) != GRADUS_OK) {
            verify_expect(v, false, "%s does not fit n=%zu", op->impl[k].name, spec.dim[0]);
            continue;
        }
        if (in.elementwise)
            run_elementwise(v, &c, &in);
        else
            run_one_by_one(v, &c, &in);
        case_free(&c);
    }
}

const struct check check_special = {
    .name = "special",
    .about = "NaN, infinities, zeros, subnormals and the ends of the range, in all combinations",
    .applies = applies,
    .expected = expected,
    .run = run,
};
