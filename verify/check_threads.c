/* SPDX-License-Identifier: MIT
 * check_threads.c - the same bits for every team of threads. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

enum { TEAMS = 4 };
static const int TEAM[TEAMS] = {1, 2, 3, 5};

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op) * shapes_few_predicted(options, op) * (options->threads ? 1 : 4);
}

static void expect_team(struct verify *v, const struct case_data *alone, int threads)
{
    struct case_spec spec = alone->spec;
    struct case_data c;
    char command[512];
    spec.threads = threads;
    if (case_new(&c, &spec) != GRADUS_OK) {
        verify_expect(v, false, "no memory");
        return;
    }
    case_prepare(&c);
    case_run(&c);
    int differs = case_differs(alone, &c);
    case_command(&spec, v->check, command, sizeof command);
    verify_expect(v, differs < 0, "%s: other bits in %s than alone   %s", spec.impl->name,
                  differs < 0 ? "" : spec.op->operand[differs].name, command);
    case_free(&c);
}

static void run_shape(struct verify *v, struct case_spec spec)
{
    struct case_data alone;
    int teams = v->options->threads ? 1 : TEAMS;
    spec.threads = 0;
    enum gradus_status status = case_new(&alone, &spec);
    if (status == GRADUS_OK) {
        case_prepare(&alone);
        case_run(&alone);
    }
    for (int i = 0; i < teams; i++) {
        if (status == GRADUS_OK)
            expect_team(v, &alone, v->options->threads ? v->options->threads : TEAM[i]);
        else
            verify_expect(v, status == GRADUS_INVALID && !shapes_fit(spec.op, spec.impl, spec.dim), "%s: %s",
                          spec.impl->name, gradus_status_text(status));
    }
    case_free(&alone);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        for (size_t i = 0; shapes_few(v->options, op, &op->impl[k], i, spec.dim); i++)
            run_shape(v, spec);
    }
}

const struct check check_threads = {
    .name = "threads",
    .about = "the same bits alone and with 1, 2, 3 and 5 threads",
    .applies = check_any_row,
    .expected = expected,
    .run = run,
};
