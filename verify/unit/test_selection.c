/* SPDX-License-Identifier: MIT
 * test_selection.c - at small sizes nothing is left out: every implementation of every row is chosen once. */
#include "kinds.h"
#include "program.h"
#include "selection.h"

#include <criterion/criterion.h>
#include <string.h>

Test(selection, small_has_every_implementation)
{
    struct arguments o = {0};
    struct selection s;
    char error[200] = "";
    cr_assert_eq(selection_small(&s, &o, error, sizeof error), PROGRAM_PASS, "%s", error);
    size_t at = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++, at++) {
            cr_assert_lt(at, s.n);
            cr_assert(s.of[at].impl == &(*op)->impl[i], "%s/%s %s is left out", (*op)->name, (*op)->impl[i].name,
                      (*op)->impl[i].only ? (*op)->impl[i].only : "");
            cr_expect(gradus_choose((*op), (*op)->impl[i].name, s.of[at].dim) == &(*op)->impl[i]);
        }
    cr_expect_eq(at, s.n);
    selection_close(&s);
}

Test(selection, every_row_is_of_a_kind)
{
    static const char *const expected[][2] = {{"relu", "activation"},
                                              {"softmax_dx", "derivative"},
                                              {"matmul_dw", "derivative, product"},
                                              {"mse", "loss"},
                                              {"l2_loss", "regularizer"},
                                              {"adam", "optimizer"},
                                              {"softmax_regression", "loss, product, fused"},
                                              {"argmax", "other"}};
    char text[100];
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        cr_expect(kinds_of(*op) != 0, "%s", (*op)->name);
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        kinds_text(kinds_of(gradus_find(expected[i][0])), text, sizeof text);
        cr_expect_str_eq(text, expected[i][1], "%s", expected[i][0]);
    }
}
