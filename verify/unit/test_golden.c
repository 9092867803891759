/* SPDX-License-Identifier: MIT
 * test_golden.c - the reader of golden points, on files that are right and files that are not. */
#include "golden.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct gradus_op OP = {
    .name = "op",
    .axes = "mn",
    .operand = {{"x", "mn"},
                {"label", "m", GRADUS_IN, 'n'},
                {"s", "", GRADUS_INOUT},
                {"y", "m", GRADUS_OUT},
                {"work", "#", GRADUS_WORK}},
    .hyper = {{"a", 0.25}, {"b", 2}},
};

static const char GOOD[] = "# a comment\n"
                           "shape,m=2,n=3\n"
                           "hyper,b=0.1\n"
                           "t,7\n"
                           "x,1,-0,nan,inf,-inf,0x1p-149\n"
                           "label,0,2\n"
                           "s,0.5\n"
                           "s',0.1000000000000000055511151231257827\n"
                           "y',nan,-1e-400\n"
                           "\n"
                           "shape,n=1,m=1\r\n"
                           "x,1\nlabel,0\ns,1\ns',1\ny',2";

static char path[] = "/tmp/golden-XXXXXX";
static char error[256];

static bool read_text(const char *text, struct golden *g)
{
    strcpy(path, "/tmp/golden-XXXXXX");
    int fd = mkstemp(path);
    cr_assert(fd >= 0);
    cr_assert_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    bool ok = golden_read(path, &OP, g, error, sizeof error);
    cr_expect_eq(golden_lines(path) > 0, strstr(text, "shape,") != NULL, "in: %s", text);
    unlink(path);
    return ok;
}

Test(golden, reads_cases)
{
    struct golden g;
    cr_assert(read_text(GOOD, &g), "%s", error);
    cr_assert_eq(g.cases, 2);
    const struct golden_case *c = &g.at[0];
    cr_expect(c->dim[0] == 2 && c->dim[1] == 3);
    cr_expect(c->hyper[0] == 0.25 && c->hyper[1] == 0.1);
    cr_expect_eq(c->t, 7);
    cr_expect(c->before[0][0] == 1 && signbit(c->before[0][1]) && isnan(c->before[0][2]));
    cr_expect(c->before[0][3] == INFINITY && c->before[0][4] == -INFINITY && c->before[0][5] == 0x1p-149);
    cr_expect(c->before[1][1] == 2);
    cr_expect(c->before[2][0] == 0.5 && c->after[2][0] == 0.1);
    cr_expect(isnan(c->after[3][0]));
    cr_expect_null(c->before[3]);
    cr_expect_null(c->after[0]);
    cr_expect_eq(g.at[1].t, 1);
    cr_expect_eq(g.at[1].hyper[1], 2);
    golden_free(&g);
    cr_expect_eq(g.cases, 0);
}

static void expect_refused(const char *text, const char *why)
{
    struct golden g;
    error[0] = '\0';
    cr_expect_not(read_text(text, &g), "accepted: %s", text);
    cr_expect(strstr(error, why), "'%s' does not say '%s' of: %s", error, why, text);
    cr_expect_eq(g.cases, 0);
}

#define CASE "shape,m=1,n=2\nx,1,2\nlabel,0\ns,1\ns',1\n"

Test(golden, refuses_what_is_no_case)
{
    expect_refused("", "no cases");
    expect_refused("# nothing\n", "no cases");
    expect_refused("x,1\n", "before any shape");
    expect_refused("nonsense\n", "expected a name");
    expect_refused(CASE, "has no y'");
    expect_refused("shape,m=1,n=2\ny',1\n", "has no x");
    expect_refused(CASE "shape,m=1,n=1\n", "has no y'");
}

Test(golden, refuses_wrong_sizes)
{
    expect_refused("shape,m=1\n", "not the sizes");
    expect_refused("shape,m=1,n=0\n", "not the sizes");
    expect_refused("shape,m=1,n=1,m=1\n", "not the sizes");
    expect_refused("shape,m=1,k=1\n", "not the sizes");
    expect_refused("shape,m=1,n=-1\n", "not the sizes");
    expect_refused("shape,m=1,n=1 \n", "not the sizes");
    expect_refused("shape,m=99999999999999999999,n=1\n", "not the sizes");
    expect_refused("shape,m=9999999999,n=9999999999\n", "too large");
    expect_refused(CASE "y',1,2\n", "2 values of y, expected 1");
    expect_refused("shape,m=1,n=2\nx,1\n", "1 values of x, expected 2");
}

Test(golden, refuses_wrong_operands)
{
    expect_refused(CASE "y',1\nz,1\n", "no input 'z'");
    expect_refused(CASE "y',1\nx',1\n", "no result 'x'");
    expect_refused(CASE "y,1\n", "no input 'y'");
    expect_refused(CASE "work,1\n", "no input 'work'");
    expect_refused(CASE "y',1\ny',1\n", "given twice");
}

Test(golden, refuses_wrong_values)
{
    expect_refused("shape,m=1,n=2\nx,1,0.1\n", "no input");
    expect_refused("shape,m=1,n=2\nlabel,2\n", "no input");
    expect_refused("shape,m=1,n=2\nlabel,-1\n", "no input");
    expect_refused("shape,m=1,n=2\nlabel,0.5\n", "no input");
    expect_refused("shape,m=1,n=2\nx,1,\n", "no number");
    expect_refused("shape,m=1,n=2\nx,1,two\n", "no number");
    expect_refused("shape,m=1,n=2\nhyper,c=1\n", "no hyper-parameters");
    expect_refused("shape,m=1,n=2\nhyper,a=x\n", "no hyper-parameters");
    expect_refused("shape,m=1,n=2\nt,0\n", "no step number");
    expect_refused("shape,m=1,n=2\nt,1.5\n", "no step number");
}

Test(golden, a_file_that_is_not_there)
{
    struct golden g;
    cr_expect_not(golden_read("/nonexistent/golden.csv", &OP, &g, error, sizeof error));
    cr_expect(strstr(error, "No such file"), "%s", error);
    cr_expect_eq(golden_lines("/nonexistent/golden.csv"), 0);
}
