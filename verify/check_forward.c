/* SPDX-License-Identifier: MIT
 * check_forward.c - every implementation at every selected shape, within its bound of the reference. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

enum { FILLS = 3 };

/* One for each shape, one for each way to fill a large one, those with a million columns, and one for each
 * implementation: that it was tried at all. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    bool all = !options->shape, large = all && !options->quick;
    return verify_impls(options, op) *
           (shapes_predicted(options, op) + all + 3 * large + shapes_wide_predicted(options, op));
}

/* Uniform, coarse and spread values, the lecture's hyper-parameters and others, early and late steps, by turns. */
static void vary(struct case_spec *spec, size_t i)
{
    static const uint64_t step[] = {1, 2, 3, 10, 1000};
    spec->seed += i;
    spec->fill = (enum case_fill)(i % FILLS);
    if (i / 2 % 2)
        case_vary(spec);
    spec->step = step[i % 5];
}

static void run_impl(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl)
{
    size_t fitting = 0;
    struct case_spec spec = case_spec(v->options, op, impl);
    for (size_t i = 0; shapes_get(v->options, op, impl, i, spec.dim); i++) {
        struct case_spec one = spec;
        if (!v->options->shape) {
            vary(&one, i);
            case_options(&one, v->options);
        }
        fitting += shapes_fit(op, impl, one.dim);
        case_expect(v, &one);
    }
    for (size_t i = 0; i < FILLS && shapes_large(v->options, op, spec.dim); i++) {
        struct case_spec one = spec;
        vary(&one, i);
        case_options(&one, v->options);
        case_expect(v, &one);
    }
    for (size_t i = 0; shapes_wide(v->options, op, i, spec.dim); i++) {
        struct case_spec one = spec;
        vary(&one, i);
        case_options(&one, v->options);
        case_expect(v, &one);
    }
    if (!v->options->shape)
        verify_expect(v, fitting > 0, "%s fits none of the shapes tried", impl->name);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int i = 0; i < GRADUS_IMPLS && op->impl[i].name; i++)
        if (verify_wants(v->options, &op->impl[i]))
            run_impl(v, op, &op->impl[i]);
}

const struct check check_forward = {
    .name = "forward",
    .about = "every implementation at awkward sizes, within its bound of the reference",
    .applies = check_any_row,
    .expected = expected,
    .run = run,
};
