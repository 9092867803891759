/* SPDX-License-Identifier: MIT
 * test_update.c - the float32 updates of the optimizers where the checks of the rows do not look: any bits at all as
 * operands, learning rates that need the loop in double, and neighbours. */
#include "case.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { OPTIMIZERS = 5, LONG = 20000, M = 3 };

static const char *const OPTIMIZER[OPTIMIZERS] = {"sgd", "sgdm", "adagrad", "rmsprop", "adam"};

static struct case_spec fast_spec(const char *name, size_t n)
{
    static const struct verify_options options = {.seed = 7};
    const struct gradus_op *op = gradus_find(name);
    const struct gradus_impl *fast = gradus_choose(op, "fast", &n);
    cr_assert_not_null(fast, "%s", name);
    struct case_spec spec = case_spec(&options, op, fast);
    spec.dim[0] = n;
    return spec;
}

/* Floats of any bits: every magnitude, NaN and infinities among them; no sums of squares below 0. */
static void fill_any(struct case_data *c, uint64_t *state)
{
    for (int i = 0; i < gradus_operands(c->spec.op); i++)
        for (size_t j = 0; c->count[i] > 1 && j < c->count[i]; j++) {
            *state = *state * 6364136223846793005u + 1442695040888963407u;
            uint32_t bits = (uint32_t)(*state >> 32);
            if (c->spec.op->operand[i].lo == 0 && c->spec.op->operand[i].hi > 0)
                bits &= INT32_MAX;
            memcpy((float *)c->call.a.p[i] + j, &bits, sizeof bits);
        }
}

static double expect_bound(const struct case_spec *spec, float lr, uint64_t *state)
{
    struct case_data c;
    struct judge_worst worst;
    cr_assert_eq(case_new(&c, spec), GRADUS_OK);
    case_prepare(&c);
    fill_any(&c, state);
    *(float *)c.call.a.p[gradus_operand_index(spec->op, "lr")] = lr;
    case_remember(&c);
    case_run(&c);
    case_judge(&c, &worst);
    cr_expect_eq(worst.wrong, 0, "%s: lr %g, step %d: %g ulp > %g, got %g want %g", spec->op->name, (double)lr,
                 (int)spec->step, worst.error, worst.bound, worst.got, worst.want);
    case_free(&c);
    return worst.error;
}

Test(update, any_bits)
{
    static const float rate[] = {0.01f, 1, 0.3f, 0x1p-60f};
    uint64_t state = 1;
    gradus_start(NULL, NULL);
    for (int o = 0; o < OPTIMIZERS; o++) {
        double most = 0;
        for (int i = 0; i < 16; i++) {
            struct case_spec spec = fast_spec(OPTIMIZER[o], LONG);
            spec.step = i % 3 ? 1000 : 1;
            if (i / 4 % 2)
                case_vary(&spec);
            most = fmax(most, expect_bound(&spec, rate[i % 4], &state));
        }
        cr_expect_gt(most, 0.1, "%s was not computed in float32", OPTIMIZER[o]);
    }
}

/* Rates outside of what float32 can carry take the loop in double: bit for bit what "exact" stores. */
Test(update, rates)
{
    static const float rate[] = {4, 1e30f, -0.1f, 0x1p-100f, INFINITY, NAN};
    uint64_t state = 1;
    gradus_start(NULL, NULL);
    for (int o = 0; o < OPTIMIZERS; o++)
        for (size_t i = 0; i < sizeof rate / sizeof *rate; i++) {
            struct case_spec spec = fast_spec(OPTIMIZER[o], 1000), exact = spec;
            exact.impl = gradus_choose(spec.op, NULL, spec.dim);
            cr_assert_str_eq(exact.impl->name, "exact");
            struct case_data a, b;
            cr_assert(case_new(&a, &spec) == GRADUS_OK && case_new(&b, &exact) == GRADUS_OK);
            case_prepare(&a);
            fill_any(&a, &state);
            *(float *)a.call.a.p[gradus_operand_index(spec.op, "lr")] = rate[i];
            for (int k = 0; k < gradus_operands(spec.op); k++)
                memcpy(b.call.a.p[k], a.call.a.p[k], a.count[k] * sizeof(float));
            case_run(&a);
            case_run(&b);
            cr_expect_eq(case_differs(&a, &b), -1, "%s, lr %g", spec.op->name, (double)rate[i]);
            case_free(&a);
            case_free(&b);
        }
}

/* A moment so large that its element alone is computed in double leaves the bits of the others alone. */
Test(update, neighbours)
{
    enum { N = 300, AT = 7 };
    gradus_start(NULL, NULL);
    struct case_spec spec = fast_spec("adam", N);
    struct case_data a, b;
    cr_assert(case_new(&a, &spec) == GRADUS_OK && case_new(&b, &spec) == GRADUS_OK);
    case_prepare(&a);
    case_prepare(&b);
    cr_assert_str_eq(spec.op->operand[M].name, "m");
    ((float *)b.call.a.p[M])[AT] = 0x1p100f;
    case_run(&a);
    case_run(&b);
    for (int i = 0; i < gradus_operands(spec.op); i++)
        for (size_t j = 0; a.count[i] == N && j < N; j++)
            cr_expect(j == AT || memcmp((float *)a.call.a.p[i] + j, (float *)b.call.a.p[i] + j, sizeof(float)) == 0,
                      "%s[%zu]", spec.op->operand[i].name, j);
    case_free(&a);
    case_free(&b);
}
