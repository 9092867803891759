/* SPDX-License-Identifier: MIT
 * check_mixed.c - rows of several axes with special values here and there among ordinary ones: NaN, infinities, zeros
 * of either sign, subnormals and large numbers, each result's class and distance held against the reference.
 *
 * What is drawn stays below the overflow of a sum in float32, for the bound gamma_k (|A| |B|) of float32 BLAS says
 * nothing where a partial sum is beyond FLT_MAX: a dot product of k <= 33 terms with factors of 2^60, a bias included,
 * is below FLT_MAX / 2. An infinity that was put in is no overflow.
 *
 * Operands of a domain without negative numbers get no negative number but -0 and -infinity: where large terms cancel
 * in the sum that a row divides by, as categorical_crossentropy does, no bound holds, and behind a comparison not even
 * a class.
 */
#include "case.h"
#include "checks.h"
#include "fill.h"
#include "notation.h"
#include "shapes.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 1000, QUICK_DRAWS = 100, SIZES = 8, SPECIALS = 14, STYLES = 5 };

static const size_t SIZE[SIZES] = {1, 2, 3, 5, 8, 16, 17, 33};

static const float SPECIAL[SPECIALS] = {
    NAN,       INFINITY,         -INFINITY,         0.0f,    -0.0f,    0x1p-149f, -0x1p-149f,
    0x1p-127f, 0x1.fffffcp-127f, -0x1.fffffcp-127f, 0x1p60f, -0x1p60f, 0x1p-60f,  -0x1p-60f,
};

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return strlen(op->axes) > 1;
}

/* One for each draw. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op) * (options->shape ? 1 : options->quick ? 100 : 1000);
}

/* Sizes from the seed: of all combinations, from a start that is drawn, the first that the implementation takes,
 * counted from where it begins. */
static void draw_sizes(const struct case_spec *spec, size_t *dim)
{
    int32_t start;
    size_t all = 1;
    for (int a = 0; a < gradus_axes(spec->op); a++)
        all *= SIZES;
    fill_labels(&start, 1, all, spec->seed);
    for (size_t attempt = 0; attempt < all; attempt++) {
        size_t number = (size_t)start + 37 * attempt; /* 37: none is met twice */
        for (int a = 0; a < gradus_axes(spec->op); a++, number /= SIZES)
            dim[a] = SIZE[number % SIZES];
        shapes_pin(spec->op, spec->impl, dim);
        if (shapes_fit(spec->op, spec->impl, dim))
            return;
    }
}

static float special(const struct gradus_operand *operand, int32_t which)
{
    float x = SPECIAL[which];
    bool positive = operand->lo >= 0 && operand->hi > 0;
    return positive && isfinite(x) && x < 0 ? -x : x;
}

/* Of every `rarity` elements about one becomes special; one kind of them alone, or all. */
static void scatter(struct case_data *c, int i, int style)
{
    static const size_t rarity[STYLES] = {1, 2, 5, 20, 20};
    uint64_t seed = (c->spec.seed * GRADUS_OPERANDS + (uint64_t)i) * 3;
    float *x = c->call.a.p[i];
    int32_t only;
    fill_labels(&only, 1, SPECIALS, seed);
    for (size_t j = 0; j < c->count[i]; j++) {
        int32_t here, which;
        fill_labels(&here, 1, rarity[style], seed + 7919 * (j + 1) + 1);
        fill_labels(&which, 1, SPECIALS, seed + 7919 * (j + 1) + 2);
        if (here == 0)
            x[j] = special(&c->spec.op->operand[i], style == STYLES - 1 ? only : which);
    }
}

static void prepare(struct case_data *c)
{
    int32_t style, turn;
    case_prepare(c);
    for (int i = 0; i < gradus_operands(c->spec.op); i++) {
        const struct gradus_operand *operand = &c->spec.op->operand[i];
        if (operand->role == GRADUS_OUT || operand->role == GRADUS_WORK || operand->below)
            continue;
        fill_labels(&style, 1, STYLES, c->spec.seed * GRADUS_OPERANDS + (uint64_t)i);
        fill_labels(&turn, 1, 3, c->spec.seed * GRADUS_OPERANDS + (uint64_t)i + 1);
        if (turn > 0) /* some operands stay ordinary */
            scatter(c, i, style);
    }
    case_remember(c);
}

static void run_draw(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl, uint64_t draw)
{
    struct case_spec spec = case_spec(v->options, op, impl);
    struct case_data c;
    spec.seed += draw;
    if (v->options->shape)
        notation_shape(v->options->shape, op, spec.dim);
    else
        draw_sizes(&spec, spec.dim);
    enum gradus_status status = case_new(&c, &spec);
    if (status != GRADUS_OK) {
        verify_expect(v, false, "%s fits no sizes tried: %s", impl->name, gradus_status_text(status));
        return;
    }
    struct judge_worst worst;
    prepare(&c);
    case_run(&c);
    case_judge(&c, &worst);
    case_free(&c);
    case_verdict(v, &spec, &worst);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    uint64_t draws = v->options->shape ? 1 : v->options->quick ? QUICK_DRAWS : DRAWS;
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        for (uint64_t draw = 0; verify_wants(v->options, &op->impl[k]) && draw < draws; draw++)
            run_draw(v, op, &op->impl[k], draw);
}

const struct check check_mixed = {
    .name = "mixed",
    .about = "rows of several axes with NaN, infinities, zeros, subnormals and large numbers among their inputs",
    .applies = applies,
    .expected = expected,
    .run = run,
};
