/* SPDX-License-Identifier: MIT
 * test_rows.c - every row says what it must, and says it so that it can be read. Rows go by their index: a pointer does
 * not survive into the process of a parameterised test. */
#include "gradus.h"
#include "oracle.h"

#include "program.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <math.h>
#include <string.h>

static void start(void)
{
    gradus_start("plain", NULL);
}

ParameterizedTestParameters(rows, one)
{
    static size_t index[512];
    size_t n = 0;
    start();
    while (n < 512 && gradus_ops()[n]) {
        index[n] = n;
        n++;
    }
    return cr_make_param_array(size_t, index, n);
}

static void expect_axes(const struct gradus_op *op)
{
    size_t axes = strlen(op->axes);
    cr_expect(axes >= 1 && axes <= GRADUS_AXES, "%s has %zu axes", op->name, axes);
    for (size_t i = 0; i < axes; i++) {
        cr_expect(op->axes[i] >= 'a' && op->axes[i] <= 'z' && op->axes[i] != 'v', "%s: axis %c", op->name, op->axes[i]);
        cr_expect_eq(strchr(op->axes, op->axes[i]), op->axes + i, "%s: axis %c twice", op->name, op->axes[i]);
    }
}

static void expect_operands(const struct gradus_op *op)
{
    bool written = false;
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *o = &op->operand[i];
        cr_expect_eq(gradus_operand_index(op, o->name), i, "%s: two operands %s", op->name, o->name);
        cr_assert(o->shape, "%s: %s has no shape", op->name, o->name);
        for (const char *axis = o->shape; *axis; axis++)
            cr_expect(strchr(op->axes, *axis) || (*axis == '#' && o->role == GRADUS_WORK), "%s: %s has an axis %c",
                      op->name, o->name, *axis);
        cr_expect(!o->below || strchr(op->axes, o->below), "%s: %s is below %c", op->name, o->name, o->below);
        cr_expect((o->lo == 0 && o->hi == 0) || o->lo < o->hi, "%s: the domain of %s", op->name, o->name);
        cr_expect(isfinite(o->lo) && isfinite(o->hi), "%s: the domain of %s", op->name, o->name);
        written |= o->role == GRADUS_OUT || o->role == GRADUS_INOUT;
    }
    cr_expect(written, "%s writes nothing", op->name);
}

static void expect_impl(const struct gradus_op *op, const struct gradus_impl *impl)
{
    const size_t small[] = {2, 3, 5, 7}, large[] = {1000, 1000, 1000, 1000};
    double value;
    cr_assert(impl->ulp, "%s/%s has no bound", op->name, impl->name);
    cr_expect(gradus_eval(impl->ulp, op, small, &value) == GRADUS_OK && value >= 0, "%s/%s: ulp", op->name, impl->name);
    cr_expect(gradus_eval(impl->ulp, op, large, &value) == GRADUS_OK && value >= 0, "%s/%s: ulp", op->name, impl->name);
    cr_expect(impl->pass[0].run, "%s/%s computes nothing", op->name, impl->name);
    for (int p = 0; p < GRADUS_PASSES && impl->pass[p].run; p++)
        cr_expect(!impl->pass[p].axis || (strchr(op->axes, impl->pass[p].axis) && impl->pass[p].grain > 0),
                  "%s/%s: pass %d is cut along %c", op->name, impl->name, p, impl->pass[p].axis);
}

static void expect_impls(const struct gradus_op *op)
{
    const size_t one[] = {1, 1, 1, 1}, large[] = {1000, 1000, 1000, 1000};
    cr_expect(op->impl[0].name, "%s has no implementation", op->name);
    cr_expect_null(op->impl[GRADUS_IMPLS - 1].name, "%s: the last implementation must be empty", op->name);
    for (int i = 0; i < GRADUS_IMPLS && op->impl[i].name; i++)
        expect_impl(op, &op->impl[i]);
    cr_expect(gradus_choose(op, NULL, one), "%s: nothing fits the least shape", op->name);
    if (!op->fuses[0]) /* the chain is still there */
        cr_expect(gradus_choose(op, NULL, large), "%s: nothing fits a large shape", op->name);
    cr_expect_null(gradus_choose(op, "no such", one));
}

/* A gradient row's inputs are this row's inputs or results, or cotangents of results; a result is dx of an input x. */
static void expect_gradient(const struct gradus_op *op, const struct gradus_op *grad)
{
    int gives = 0;
    for (int i = 0; i < gradus_operands(grad); i++) {
        const struct gradus_operand *o = &grad->operand[i];
        int same = gradus_operand_index(op, o->name);
        int of = o->name[0] == 'd' ? gradus_operand_index(op, o->name + 1) : -1;
        if (o->role == GRADUS_IN)
            cr_expect(same >= 0 || (of >= 0 && op->operand[of].role == GRADUS_OUT),
                      "%s: %s of its gradient %s is unknown", op->name, o->name, grad->name);
        else if (o->role == GRADUS_OUT)
            gives += of >= 0 && op->operand[of].role == GRADUS_IN;
    }
    cr_expect_gt(gives, 0, "%s gives no gradient of %s", grad->name, op->name);
    cr_expect_eq(gradus_find(grad->name), grad, "%s: its gradient %s is no row of this table", op->name, grad->name);
}

ParameterizedTest(size_t *index, rows, one, .init = start)
{
    const struct gradus_op *op = gradus_ops()[*index];
    const size_t dim[] = {2, 3, 5, 7};
    struct gradus_count count;
    cr_assert(op->name && op->name[0]);
    cr_expect_eq(gradus_find(op->name), op, "two rows are called %s", op->name);
    cr_expect(op->formula && op->formula[0], "%s has no formula", op->name);
    cr_expect(op->cite && op->cite[0], "%s cites nothing", op->name);
    for (const char *c = op->formula; *c; c++)
        cr_expect(*c >= ' ' && *c <= '~', "%s: its formula is not ASCII", op->name);
    expect_axes(op);
    expect_operands(op);
    expect_impls(op);
    cr_expect_eq(gradus_count(op, dim, &count), GRADUS_OK, "%s cannot be counted", op->name);
    for (int i = 0; i < GRADUS_GRADS && op->grad[i]; i++)
        expect_gradient(op, op->grad[i]);
    for (int i = 0; i < GRADUS_FUSED && op->fuses[i]; i++)
        cr_expect_eq(gradus_find(op->fuses[i]->name), op->fuses[i], "%s fuses what is no row", op->name);
    cr_expect_neq(oracle_find(op->name), NULL, "%s has no reference", op->name);
}

Test(rows, every_table_has_the_same_rows)
{
    const char *const isas[] = {"plain", "v3", "v4"};
    const char *first[512];
    size_t rows = 0;
    for (size_t i = 0; i < sizeof isas / sizeof *isas; i++) {
        if (gradus_start(isas[i], NULL) != GRADUS_OK)
            continue;
        size_t n = 0;
        for (; gradus_ops()[n]; n++) {
            if (i == 0)
                first[n] = gradus_ops()[n]->name;
            else
                cr_expect_str_eq(first[n], gradus_ops()[n]->name);
        }
        rows = i == 0 ? n : rows;
        cr_expect_eq(n, rows);
    }
    cr_expect_gt(rows, 0);
}

Test(rows, unknown_names_are_not_found, .init = start)
{
    cr_expect_null(gradus_find("no_such_row"));
    cr_expect_null(gradus_find(""));
    cr_expect_eq(gradus_operand_index(gradus_ops()[0], "no such operand"), -1);
    cr_expect_eq(oracle_find("no_such_row"), NULL);
}

Test(version, library_and_programs_agree)
{
    cr_expect_str_eq(GRADUS_VERSION, PROGRAM_VERSION);
}
