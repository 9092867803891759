/* SPDX-License-Identifier: MIT
 * check_special.c - rows of one axis at every combination of special values: NaN, infinities, zeros of either sign,
 * subnormals, the ends of the range and where functions saturate. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

#include <math.h>
#include <string.h>

enum { SPECIALS = 24, CORE = 10 };

/* The first CORE alone where a row has so many operands that all combinations were too many. */
static const float SPECIAL[SPECIALS] = {
    NAN,
    INFINITY,
    -INFINITY,
    0.0f,
    -0.0f,
    0x1p-149f,
    1.0f,
    -1.0f,
    0x1.fffffep127f,
    0x1p-126f,
    -0x1p-149f,
    0x1.fffffcp-127f,
    -0x1.fffffcp-127f,
    -0x1p-126f,
    -0x1.fffffep127f,
    0.5f,
    -2.0f,
    0x1p-70f,
    -0x1p-70f,
    0x1.62e43p6f,
    /* e^x overflows */ -0x1.9fe368p6f, /* e^x is the least float */
    0x1.000002p0f,
    0x1.fffffep-1f,
    9.0f,
};

struct inputs {
    int vectors, scalars;
    int vector[GRADUS_OPERANDS], scalar[GRADUS_OPERANDS];
    bool elementwise;
};

static bool find_inputs(const struct gradus_op *op, struct inputs *in)
{
    *in = (struct inputs){.elementwise = check_elementwise(op, true)};
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        if (operand->below)
            return false;
        if (operand->role == GRADUS_OUT || operand->role == GRADUS_WORK)
            continue;
        /* Where all is reduced to a scalar each combination is a call of its own, and all inputs are alike. */
        if (in->elementwise && operand->shape[0] == '\0')
            in->scalar[in->scalars++] = i;
        else
            in->vector[in->vectors++] = i;
    }
    return strlen(op->axes) == 1;
}

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    struct inputs in;
    (void)options;
    return find_inputs(op, &in);
}

/* One for each value of a scalar operand (of which there is at most one). */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    bool scalar = check_elementwise(op, true) && !check_elementwise(op, false);
    return verify_impls(options, op) * (scalar ? 24 : 1);
}

static size_t combinations(const struct inputs *in, size_t values)
{
    size_t n = 1;
    for (int i = 0; i < in->vectors; i++)
        n *= values;
    return n;
}

/* Element `at` of the inputs takes combination number `which`. */
static void set(struct case_data *c, const struct inputs *in, size_t values, size_t at, size_t which)
{
    for (int i = 0; i < in->vectors; i++) {
        ((float *)c->call.a.p[in->vector[i]])[at] = SPECIAL[which % values];
        which /= values;
    }
}

static void verdict(struct verify *v, const struct case_data *c, const struct inputs *in, size_t values,
                    const struct judge_worst *worst, size_t which)
{
    char text[256] = "";
    size_t used = 0;
    const struct gradus_op *op = c->spec.op;
    for (int i = 0; i < in->vectors && used < sizeof text; i++) {
        used += (size_t)snprintf(text + used, sizeof text - used, " %s=%.9g", op->operand[in->vector[i]].name,
                                 (double)SPECIAL[which % values]);
        which /= values;
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
static void run_elementwise(struct verify *v, struct case_data *c, const struct inputs *in, size_t values)
{
    struct judge_worst worst;
    for (size_t s = 0; s < (in->scalars ? SPECIALS : 1); s++) {
        case_prepare(c);
        for (size_t i = 0; i < c->spec.dim[0]; i++)
            set(c, in, values, i, i);
        for (int i = 0; i < in->scalars; i++)
            *(float *)c->call.a.p[in->scalar[i]] = SPECIAL[s];
        case_remember(c);
        case_run(c);
        case_judge(c, &worst);
        verdict(v, c, in, values, &worst, worst.element);
    }
}

/* Each combination in a call of its own. */
static void run_one_by_one(struct verify *v, struct case_data *c, const struct inputs *in, size_t values)
{
    struct judge_worst worst = {0};
    size_t which = 0;
    double highest = -1;
    uint64_t compared = 0, wrong = 0;
    for (size_t i = 0; i < combinations(in, values); i++) {
        struct judge_worst one;
        case_prepare(c);
        set(c, in, values, 0, i);
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
    verdict(v, c, in, values, &worst, which);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    struct inputs in;
    find_inputs(op, &in);
    size_t values = in.vectors > 3 ? CORE : SPECIALS;
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        struct case_data c;
        spec.dim[0] = in.elementwise ? combinations(&in, values) : 1;
        if (case_new(&c, &spec) != GRADUS_OK) {
            verify_expect(v, false, "%s does not fit n=%zu", op->impl[k].name, spec.dim[0]);
            continue;
        }
        if (in.elementwise)
            run_elementwise(v, &c, &in, values);
        else
            run_one_by_one(v, &c, &in, values);
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
