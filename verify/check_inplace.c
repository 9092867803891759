/* SPDX-License-Identifier: MIT
 * check_inplace.c - elementwise rows whose operands are all of one shape may write a result over an input. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

#include <string.h>

static uint64_t count_role(const struct gradus_op *op, enum gradus_role role)
{
    uint64_t n = 0;
    for (int i = 0; i < gradus_operands(op); i++)
        n += op->operand[i].role == role;
    return n;
}

static uint64_t pairs(const struct gradus_op *op)
{
    return count_role(op, GRADUS_IN) * count_role(op, GRADUS_OUT);
}

static bool applies(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    return check_elementwise(op, false) && pairs(op) > 0;
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op) * shapes_few_predicted(options, op) * pairs(op);
}

static void expect_over(struct verify *v, const struct case_spec *spec, int in, int out)
{
    struct case_data apart, over;
    char command[512];
    enum gradus_status status = case_new(&apart, spec), second = case_new(&over, spec);
    if (status != GRADUS_OK || second != GRADUS_OK) {
        verify_expect(v, status == GRADUS_INVALID && !shapes_fit(spec->op, spec->impl, spec->dim), "%s: %s",
                      spec->impl->name, gradus_status_text(status));
        case_free(&apart);
        case_free(&over);
        return;
    }
    case_prepare(&apart);
    case_prepare(&over);
    case_run(&apart);
    void *own = over.call.a.p[out];
    over.call.a.p[out] = over.call.a.p[in];
    case_run(&over);
    int differs = case_differs(&apart, &over);
    over.call.a.p[out] = own;
    case_command(spec, v->check, command, sizeof command);
    verify_expect(v, differs < 0, "%s: other bits in %s when %s is written over %s   %s", spec->impl->name,
                  differs < 0 ? "" : spec->op->operand[differs].name, spec->op->operand[out].name,
                  spec->op->operand[in].name, command);
    case_free(&apart);
    case_free(&over);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        for (size_t i = 0; shapes_few(v->options, op, &op->impl[k], i, spec.dim); i++)
            for (int in = 0; in < gradus_operands(op); in++)
                for (int out = 0; out < gradus_operands(op); out++)
                    if (op->operand[in].role == GRADUS_IN && op->operand[out].role == GRADUS_OUT)
                        expect_over(v, &spec, in, out);
    }
}

const struct check check_inplace = {
    .name = "inplace",
    .about = "elementwise rows: the same bits when a result is written over an input",
    .applies = applies,
    .expected = expected,
    .run = run,
};
