/* SPDX-License-Identifier: MIT
 * check_guards.c - every operand flush against an inaccessible page, before it and after it: one element too far is a
 * fault, and the fault a failed check. The kernels run in this thread, so a handler may jump out of them. */
#include "case.h"
#include "checks.h"
#include "shapes.h"

#include <setjmp.h>
#include <signal.h>
#include <string.h>

static sigjmp_buf outside;

static void leave(int signal_number)
{
    siglongjmp(outside, signal_number);
}

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    return verify_impls(options, op) * 2 * shapes_predicted(options, op);
}

/* 0, or the signal that the call ended with. */
static int run_caught(struct case_data *c)
{
    struct sigaction catch = {.sa_handler = leave}, segv, bus;
    sigemptyset(&catch.sa_mask);
    sigaction(SIGSEGV, &catch, &segv);
    sigaction(SIGBUS, &catch, &bus);
    int fault = sigsetjmp(outside, 1);
    if (fault == 0)
        case_run(c);
    sigaction(SIGSEGV, &segv, NULL);
    sigaction(SIGBUS, &bus, NULL);
    return fault;
}

static void run_edge(struct verify *v, const struct case_spec *spec)
{
    struct case_data c;
    struct judge_worst worst;
    char command[512];
    enum gradus_status status = case_new(&c, spec);
    if (status != GRADUS_OK) {
        verify_expect(v, status == GRADUS_INVALID && !shapes_fit(spec->op, spec->impl, spec->dim), "%s: %s",
                      spec->impl->name, gradus_status_text(status));
        return;
    }
    case_prepare(&c);
    int fault = run_caught(&c);
    if (fault) {
        case_command(spec, v->check, command, sizeof command);
        verify_expect(v, false, "%s touches memory %s an operand (%s)   %s", spec->impl->name,
                      spec->edge == CASE_LOW ? "before" : "after", strsignal(fault), command);
    } else {
        case_judge(&c, &worst);
        case_verdict(v, spec, &worst);
    }
    case_free(&c);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    for (int k = 0; k < GRADUS_IMPLS && op->impl[k].name; k++) {
        if (!verify_wants(v->options, &op->impl[k]))
            continue;
        struct case_spec spec = case_spec(v->options, op, &op->impl[k]);
        spec.threads = 0;
        for (size_t i = 0; shapes_get(v->options, op, &op->impl[k], i, spec.dim); i++)
            for (spec.edge = CASE_LOW; spec.edge <= CASE_HIGH; spec.edge++)
                run_edge(v, &spec);
    }
}

const struct check check_guards = {
    .name = "guards",
    .about = "no element before or after an operand is touched",
    .applies = check_any_row,
    .expected = expected,
    .run = run,
};
