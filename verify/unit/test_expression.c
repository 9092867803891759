/* SPDX-License-Identifier: MIT
 * test_expression.c - the little language of a row's strings. */
#include "expression.h"

#include <criterion/criterion.h>
#include <locale.h>

static const struct gradus_op OP = {.name = "op", .axes = "mkn"};
static const size_t DIM[] = {2, 3, 5};

static double value(const char *text)
{
    double v = -1;
    cr_expect_eq(gradus_eval(text, &OP, DIM, &v), GRADUS_OK, "'%s' is refused", text);
    return v;
}

Test(expression, numbers_axes_and_products)
{
    cr_expect_eq(value("0"), 0);
    cr_expect_eq(value("12"), 12);
    cr_expect_eq(value("2.5"), 2.5);
    cr_expect_eq(value("m"), 2);
    cr_expect_eq(value("mkn"), 30);
    cr_expect_eq(value("2mkn + mn"), 70);
    cr_expect_eq(value("k + 1"), 4);
    cr_expect_eq(value("4v"), 0x1p-27);
    cr_expect_eq(value("(k + 2)v"), 5 * 0x1p-29);
    cr_expect_eq(value("2(m + k)(n - 1)"), 40);
    cr_expect_eq(value("m * k / n"), 1.2);
    cr_expect_eq(value("10 - 3 - 2"), 5);
    cr_expect_eq(value(" 7m "), 14);
}

Test(expression, what_cannot_be_read_is_refused)
{
    const char *const bad[] = {"", " ", "q", "2 +", "(2", "2)", "m +* k", "-", "2..5", "1e3", "k = 4", "V", "2,5", "$"};
    double v;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_eq(gradus_eval(bad[i], &OP, DIM, &v), GRADUS_INVALID, "'%s' is read", bad[i]);
}

Test(expression, means_the_same_in_every_locale)
{
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        cr_skip_test("no such locale here");
    cr_expect_eq(value("2.5m"), 5);
}

Test(expression, conditions)
{
    cr_expect(expression_holds(NULL, &OP, DIM));
    cr_expect(expression_holds("k = 3", &OP, DIM));
    cr_expect(expression_holds("k = 3, n = 5", &OP, DIM));
    cr_expect(expression_holds("mkn <= 30", &OP, DIM));
    cr_expect(expression_holds("mkn >= 30", &OP, DIM));
    cr_expect_not(expression_holds("k = 4", &OP, DIM));
    cr_expect_not(expression_holds("k = 3, n = 4", &OP, DIM));
    cr_expect_not(expression_holds("k = 4, n = 5", &OP, DIM));
    cr_expect_not(expression_holds("mkn <= 29", &OP, DIM));
    cr_expect_not(expression_holds("mkn >= 31", &OP, DIM));
}

Test(expression, conditions_that_cannot_be_read_do_not_hold)
{
    const char *const bad[] = {"", "k", "k =", "= 3", "k < 4", "k == 3", "k = 3,", "k = 3 n = 5", "q = 3"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        cr_expect_not(expression_holds(bad[i], &OP, DIM), "'%s' holds", bad[i]);
}
