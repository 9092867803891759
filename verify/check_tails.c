/* SPDX-License-Identifier: MIT
 * check_tails.c - elementwise rows at every length around a vector and every offset from alignment: the bits of the
 * first elements of one long aligned call. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

enum { LONGEST = 67, OFFSETS = 16 };

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return check_elementwise(op, true);
}

/* Lengths 1 to 67 at offsets 0 to 15, and that length 0 is refused. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t lengths = options->shape ? 1 : 67, offsets = options->offset >= 0 ? 1 : 16;
    return verify_impls(options, op) * (lengths * offsets + 1);
}

/* The first written operand whose elements are not those that `whole` begins with; -1: none. */
static int differs(const struct case_data *whole, const struct case_data *c)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++)
        if (judge_written(&c->spec.op->operand[i]) &&
            !case_same(&c->spec.op->operand[i], whole->call.a.p[i], c->call.a.p[i], c->count[i]))
            return i;
    return -1;
}

static void expect_part(struct verify *v, const struct case_data *whole, size_t n, size_t offset)
{
    struct case_spec spec = whole->spec;
    struct case_data c;
    char command[512];
    spec.dim[0] = n;
    spec.offset = offset;
    enum gradus_status status = case_new(&c, &spec);
    if (status != GRADUS_OK) {
        verify_expect(v, status == GRADUS_INVALID && !shapes_fit(spec.op, spec.impl, spec.dim), "%s: %s",
                      spec.impl->name, gradus_status_text(status));
        return;
    }
    case_prepare(&c);
    case_run(&c);
    int operand = differs(whole, &c);
    if (operand >= 0)
        case_command(&spec, v->check, command, sizeof command);
    verify_expect(v, operand < 0, "%s: other bits in %s than in a long aligned call   %s", spec.impl->name,
                  operand < 0 ? "" : spec.op->operand[operand].name, operand < 0 ? "" : command);
    case_free(&c);
}

static void run_impl(struct verify *v, const struct gradus_op *op, const struct gradus_impl *impl)
{
    struct case_spec spec = case_spec(v->options, op, impl), empty = spec;
    struct case_data whole, none;
    const size_t first = v->options->shape ? 0 : 1, last = v->options->shape ? 0 : LONGEST;
    size_t asked = 0;
    if (v->options->shape)
        shapes_few(v->options, op, impl, 0, &asked);
    spec.offset = 0;
    spec.dim[0] = asked > LONGEST ? asked : LONGEST;
    if (case_new(&whole, &spec) != GRADUS_OK) {
        verify_expect(v, false, "%s does not fit n=%zu", impl->name, spec.dim[0]);
        return;
    }
    case_prepare(&whole);
    case_run(&whole);
    for (size_t n = first; n <= last; n++)
        for (size_t offset = 0; offset < OFFSETS; offset++) {
            if (v->options->offset < 0)
                expect_part(v, &whole, n ? n : asked, offset);
            else if (offset == 0)
                expect_part(v, &whole, n ? n : asked, (size_t)v->options->offset);
        }
    case_free(&whole);
    empty.dim[0] = 0;
    verify_expect(v, case_new(&none, &empty) == GRADUS_INVALID, "%s accepts n=0", impl->name);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++)
        if (verify_wants(v->options, &op->impl[k]))
            run_impl(v, op, &op->impl[k]);
}

const struct check check_tails = {
    .name = "tails",
    .about = "elementwise rows: the same bits at every length to 67 and every alignment",
    .applies = applies,
    .expected = expected,
    .run = run,
};
