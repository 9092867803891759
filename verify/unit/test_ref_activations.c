/* SPDX-License-Identifier: MIT
 * test_ref_activations.c - the activations of the reference network: their values and slopes, and their bounds. */
#include "net_parts.h"

#include <criterion/criterion.h>
#include <math.h>

/* 1 -> 1 -> 1, weights 2 and 3: 3 f(2 x), and 3 f'(2 x) x is the gradient of the first weight where the loss's is 1. */
Test(ref_activations, are_the_lectures)
{
    static const struct {
        const char *name;
        double f, slope; /* at 2 x = -1 */
    } known[] = {{"relu", 0, 0},
                 {"leaky_relu", -0.2, 0.2},
                 {"tanh", -0.7615941559557649, 0.41997434161402614},
                 {"sigmoid", 0.2689414213699951, 0.19661193324148185},
                 {"softplus", 0.31326168751822286, 0.2689414213699951},
                 {"exp", 0.36787944117144233, 0.36787944117144233}};
    const double w[2] = {2, 3}, x = -0.5, t = -1000;

    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct ref_net_config c = {.layers = 2,
                                         .width = {1, 1, 1},
                                         .batch = 1,
                                         .activation = known[i].name,
                                         .loss = "asymmetric_loss",
                                         .cost = 1,
                                         .optimizer = "sgd"};
        struct ref_net_value g[2], new[2], y;
        struct ref_net_result r = {.g = g, .w = new};
        struct ref_net_evaluation e = {.y = &y};
        cr_assert(ref_net_step(&c, w, NULL, NULL, &x, &t, &r));
        cr_expect_float_eq(g[0].value, 3 * known[i].slope * x, 1e-15, "%s", known[i].name);
        cr_expect_float_eq(g[1].value, known[i].f, 1e-15, "%s", known[i].name);
        cr_assert(ref_net_evaluate(&c, w, &x, &t, &e));
        cr_expect_float_eq(y.value, 3 * known[i].f, 1e-15, "%s", known[i].name);
        cr_expect_float_eq(e.loss.value, 3 * known[i].f + 1000, 1e-12, "%s", known[i].name);
    }
}

/* An input that may be off moves f and f' by no more than their bound, at kinks and bends too. */
Test(ref_activations, bound_what_moves_them)
{
    static const char *const name[] = {"relu", "leaky_relu", "tanh", "sigmoid", "softplus", "exp"};
    const double at[] = {-3, -0.01, -0.001, 0, 0.001, 0.01, 0.7, 4}, e = 0.01;

    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        for (size_t j = 0; j < sizeof at / sizeof *at; j++) {
            const struct ref_net_config c = {.activation = name[i]};
            const struct ref_net_value x = {at[j], e};
            struct ref_net_value y, dx = {1, 0};
            net_activate(&c, 1, &x, &y);
            net_activate_dx(&c, 1, &x, &dx);
            for (double move = -e; move <= e; move += e / 64) {
                const struct ref_net_value moved = {at[j] + move, 0};
                struct ref_net_value f, slope = {1, 0};
                net_activate(&c, 1, &moved, &f);
                net_activate_dx(&c, 1, &moved, &slope);
                cr_expect_leq(fabs(f.value - y.value), y.error + 1e-15, "%s at %g", name[i], moved.value);
                cr_expect_leq(fabs(slope.value - dx.value), dx.error + 1e-15, "%s' at %g", name[i], moved.value);
            }
            cr_expect_lt(y.error, 1.1 * e * exp(at[j] > 0 ? at[j] : 0) + 1e-6, "%s at %g", name[i], at[j]);
        }
}
