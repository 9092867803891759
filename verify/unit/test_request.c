/* SPDX-License-Identifier: MIT
 * test_request.c - what a worker reads of a case, and what it refuses. */
#include "peers/request.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static bool read_line(struct request *r, const char *text, char *why)
{
    char line[REQUEST_LINE];
    snprintf(line, sizeof line, "%s", text);
    return request_read(r, line, why);
}

Test(request, case_of_an_operation)
{
    struct request r;
    char why[REQUEST_WHY] = "";
    cr_assert(read_line(&r,
                        "case 7 op adam - 2 /proc/1/fd/3 t=5 n=100 h.beta1=0.9 p.w=inout:100:0 p.g=in:100:448 "
                        "p.label=labels:3:896 p.loss=out:1:960",
                        why),
              "%s", why);
    cr_expect(r.id == 7 && !r.step && r.threads == 2);
    cr_expect_str_eq(r.name, "adam");
    cr_expect_str_eq(r.impl, "-");
    cr_expect_str_eq(r.file, "/proc/1/fd/3");
    cr_expect_eq(request_size(&r, "n"), 100);
    cr_expect_eq(request_size(&r, "m"), 0, "an axis that is not there");
    cr_expect_eq(request_number(&r, "h.beta1"), 0.9);
    cr_expect(isnan(request_number(&r, "h.beta2")));
    cr_expect_null(request_text(&r, "optimizer"));
    cr_assert_eq(r.operands, 4);
    cr_expect(r.operand[0].role == REQUEST_INOUT && r.operand[1].role == REQUEST_IN);
    cr_expect(r.operand[2].role == REQUEST_LABELS && r.operand[3].role == REQUEST_OUT);
    cr_expect(r.operand[1].count == 100 && r.operand[1].offset == 448);
    cr_expect_eq(request_operand(&r, "loss"), &r.operand[3]);
    cr_expect_null(request_operand(&r, "dx"));
    cr_expect_null(request_at(&r, "dx"));
}

Test(request, case_of_a_step)
{
    struct request r;
    char why[REQUEST_WHY];
    cr_assert(read_line(&r, "case 0 step 784-128-10 exact 1 f batch=32 optimizer=sgd", why));
    cr_expect(r.step);
    cr_expect_str_eq(r.name, "784-128-10");
    cr_expect_str_eq(request_text(&r, "optimizer"), "sgd");
    cr_expect(isnan(request_number(&r, "optimizer")));
}

Test(request, refused)
{
    static const char *const lines[] = {
        "case",
        "case x op tanh - 1 f",
        "case -1 op tanh - 1 f",
        "case 1 row tanh - 1 f",
        "case 1 op tanh - 0 f",
        "case 1 op tanh - 9999 f",
        "case 1 op tanh - 1",
        "case 1 op  - 1 f",
        "case 1 op tanh - 1 f n",
        "case 1 op tanh - 1 f n=",
        "case 1 op tanh - 1 f p.x=in:1",
        "case 1 op tanh - 1 f p.x=in:1:32",   /* not where a cache line starts */
        "case 1 op tanh - 1 f p.x=input:1:0", /* no such role */
        "case 1 op tanh - 1 f p.x=i:1:0",     /* half of one */
        "case 1 op tanh - 1 f p.x=in:-1:0",   /* strtoull would take it */
        "case 1 op tanh - 1 f p.x=in:1:0:0",
        "case 1 op tanh - 1 f p.x=in:99999999999999999999:0",
        ("case 1 op tanh - 1 f p.a=in:1:0 p.b=in:1:0 p.c=in:1:0 p.d=in:1:0 p.e=in:1:0 p.f=in:1:0 p.g=in:1:0 "
         "p.h=in:1:0 p.i=in:1:0"),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct request r;
        char why[REQUEST_WHY] = "";
        cr_expect_not(read_line(&r, lines[i], why), "%s", lines[i]);
        cr_expect(why[0], "%s: no reason", lines[i]);
    }
}
