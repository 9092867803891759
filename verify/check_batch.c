/* SPDX-License-Identifier: MIT
 * check_batch.c - rows whose results along the cut axis do not depend on each other: one call gives the bits of any two
 * that share its work. Not for what hands slices to BLAS, whose bits may depend on the number of rows. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

#include <string.h>

/* The position of the axis along which an implementation may be split: that of its only pass, where it leads every
 * operand that has it and the constants do not depend on it; -1: none. */
static int split_axis(const struct gradus_op *op, const struct gradus_impl *impl)
{
    const char *axis = impl->pass[0].axis ? strchr(op->axes, impl->pass[0].axis) : NULL;
    if (!axis || impl->pass[1].run || strcmp(impl->name, "blas") == 0)
        return -1;
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        const char *at = strchr(operand->shape, *axis);
        bool leads = at && at == operand->shape, input = !at && operand->role == GRADUS_IN;
        if (operand->role == GRADUS_WORK || (!leads && !input))
            return -1;
    }
    if (op->constants) {
        double hyper[GRADUS_HYPERS], one[GRADUS_CONSTS] = {0}, other[GRADUS_CONSTS] = {0};
        size_t dim[GRADUS_AXES] = {2, 2, 2, 2};
        for (int i = 0; i < GRADUS_HYPERS; i++)
            hyper[i] = op->hyper[i].value;
        op->constants(hyper, dim, 1, one);
        dim[axis - op->axes] = 3;
        op->constants(hyper, dim, 1, other);
        if (memcmp(one, other, sizeof one) != 0)
            return -1;
    }
    return (int)(axis - op->axes);
}

static uint64_t splittable(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t n = 0;
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        n += verify_wants(options, &op->impl[k]) && split_axis(op, &op->impl[k]) >= 0;
    return n;
}

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    return splittable(options, op) > 0;
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return splittable(options, op) * shapes_few_predicted(options, op);
}

/* Runs elements [lo, hi) of the axis of a prepared case; false where that size is refused. */
static bool run_part(struct case_data *c, int axis, size_t lo, size_t hi)
{
    struct gradus_call call;
    const struct gradus_op *op = c->spec.op;
    struct gradus_team team = {.threads = 1};
    size_t dim[GRADUS_AXES];
    void *p[GRADUS_OPERANDS] = {0};
    memcpy(dim, c->spec.dim, sizeof dim);
    dim[axis] = hi - lo;
    for (int i = 0; i < gradus_operands(op); i++) {
        bool cut = op->operand[i].shape[0] == op->axes[axis];
        size_t skip = cut ? lo * (c->count[i] / c->spec.dim[axis]) : 0;
        p[i] = (char *)c->call.a.p[i] + skip * case_width(op, i);
    }
    if (gradus_call_init(&call, op, c->spec.impl->name, dim, p, c->spec.hyper, c->spec.step) != GRADUS_OK)
        return false;
    gradus_run(&call, 1, &team);
    return true;
}

static void expect_split(struct verify *v, struct case_spec spec, int axis)
{
    struct case_data whole, parts;
    char command[512];
    if (spec.dim[axis] < 2)
        spec.dim[axis] = 2;
    enum gradus_status status = case_new(&whole, &spec), second = case_new(&parts, &spec);
    if (status != GRADUS_OK || second != GRADUS_OK) {
        verify_expect(v, status == GRADUS_INVALID && !shapes_fit(spec.op, spec.impl, spec.dim), "%s: %s",
                      spec.impl->name, gradus_status_text(status));
        case_free(&whole);
        case_free(&parts);
        return;
    }
    size_t n = spec.dim[axis], bad = 0, tried = 0;
    const size_t at[] = {1, n / 3, n / 2, n - 1};
    case_prepare(&whole);
    case_run(&whole);
    for (size_t i = 0; i < sizeof at / sizeof *at && !bad; i++) {
        if (at[i] == 0)
            continue;
        case_prepare(&parts);
        if (!run_part(&parts, axis, 0, at[i]) || !run_part(&parts, axis, at[i], n))
            continue;
        tried++;
        if (case_differs(&whole, &parts) >= 0)
            bad = at[i];
    }
    case_command(&spec, v->check, command, sizeof command);
    verify_expect(v, tried > 0 && !bad, "%s: other bits when %c is split at %zu   %s", spec.impl->name,
                  spec.op->axes[axis], bad, command);
    case_free(&whole);
    case_free(&parts);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        int axis = split_axis(op, &op->impl[k]);
        if (axis < 0 || !verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        for (size_t i = 0; shapes_few(v->options, op, &op->impl[k], i, spec.dim); i++)
            expect_split(v, spec, axis);
    }
}

const struct check check_batch = {
    .name = "batch",
    .about = "one call gives the bits of two that share its work",
    .applies = applies,
    .expected = expected,
    .run = run,
};
