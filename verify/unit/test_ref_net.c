/* SPDX-License-Identifier: MIT
 * test_ref_net.c - the reference network: its gradient against central differences of its own loss, the lecture's
 * worked steps, and bounds that are there and are small. */
#include "net.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { MODELS = 12, OPTIMIZERS = 5, PARAMETERS = 600, BATCH = 8, CELLS = BATCH * 20 };

static const struct ref_net_config models[MODELS] = {
    {.layers = 1, .width = {4, 3}, .bias = true, .output = "softmax", .loss = "mse", .labels = true},
    {.layers = 2, .width = {2, 11, 1}, .bias = true, .activation = "relu", .loss = "mse", .l2 = 0.03},
    {.layers = 1, .width = {2, 1}, .loss = "mse"},
    {.layers = 1, .width = {2, 1}, .loss = "asymmetric_loss", .cost = 1, .profit = 99},
    {.layers = 2,
     .width = {20, 16, 10},
     .bias = true,
     .activation = "relu",
     .loss = "softmax_cross_entropy",
     .labels = true},
    {.layers = 2,
     .width = {20, 16, 10},
     .bias = true,
     .activation = "relu",
     .output = "softmax",
     .loss = "cross_entropy",
     .labels = true,
     .l1 = 0.01},
    {.layers = 3, .width = {5, 4, 6, 3}, .bias = true, .output = "softmax", .loss = "mse", .l1 = 0.02, .l2 = 0.01},
    {.layers = 2,
     .width = {5, 7, 4},
     .bias = true,
     .activation = "leaky_relu",
     .loss = "softmax_cross_entropy",
     .labels = true},
    {.layers = 3, .width = {4, 6, 5, 2}, .bias = true, .activation = "tanh", .loss = "mse"},
    {.layers = 2, .width = {5, 7, 3}, .bias = true, .activation = "sigmoid", .loss = "mse"},
    {.layers = 3, .width = {3, 4, 5, 2}, .activation = "softplus", .loss = "mse"},
    {.layers = 2, .width = {4, 5, 3}, .bias = true, .activation = "exp", .loss = "mse"},
};

static const struct {
    const char *name;
    double hyper[3];
} optimizers[OPTIMIZERS] = {
    {"sgd", {0}}, {"sgdm", {0.9}}, {"adagrad", {0}}, {"rmsprop", {0.9, 0}}, {"adam", {0.9, 0.999, 0}},
};

static struct ref_net_config config(int model, int optimizer)
{
    struct ref_net_config c = models[model];

    c.batch = BATCH;
    c.optimizer = optimizers[optimizer].name;
    memcpy(c.hyper, optimizers[optimizer].hyper, sizeof c.hyper);
    c.lr = (float)0.01;
    c.t = 1;
    c.row_ulps = 1;
    c.dot_ulps = 1;
    return c;
}

/* Inputs of a step and room for its results. */
struct step {
    double w[PARAMETERS], zero[PARAMETERS], x[CELLS], target[CELLS];
    struct ref_net_value g[PARAMETERS], w_new[PARAMETERS], m[PARAMETERS], v[PARAMETERS];
    struct ref_net_result result;
};

static double uniform(uint64_t *state) /* [-1, 1), a float32 */
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 40) * 0x1p-23 - 1;
}

static void draw(struct step *s, const struct ref_net_config *c)
{
    uint64_t state = 2024;

    memset(s, 0, sizeof *s);
    s->result = (struct ref_net_result){.g = s->g, .w = s->w_new, .m = s->m, .v = s->v};
    for (int i = 0; i < PARAMETERS; i++)
        s->w[i] = uniform(&state);
    for (int i = 0; i < CELLS; i++) {
        s->x[i] = uniform(&state);
        s->target[i] = uniform(&state);
    }
    for (int i = 0; c->labels && i < BATCH; i++)
        s->target[i] = i % (int)c->width[c->layers];
}

static bool take(struct step *s, const struct ref_net_config *c)
{
    return ref_net_step(c, s->w, s->zero, s->zero, s->x, s->target, &s->result);
}

Test(ref_net, gradient_is_that_of_the_loss)
{
    static struct step s;

    for (int model = 0; model < MODELS; model++) {
        const struct ref_net_config c = config(model, 0);
        const double h = 0x1p-17;
        double gradient[PARAMETERS];

        draw(&s, &c);
        cr_assert(ref_net_parameters(&c) <= PARAMETERS);
        cr_assert(take(&s, &c), "model %d", model);
        const double size = 1 + s.result.loss.value;
        for (size_t i = 0; i < ref_net_parameters(&c); i++)
            gradient[i] = s.g[i].value;

        for (size_t i = 0; i < ref_net_parameters(&c); i++) {
            const double w = s.w[i];
            s.w[i] = w + h;
            take(&s, &c);
            const double above = s.result.loss.value;
            s.w[i] = w - h;
            take(&s, &c);
            const double below = s.result.loss.value;
            s.w[i] = w;
            cr_expect_float_eq((above - below) / (2 * h), gradient[i], 1e-9 * size,
                               "model %d parameter %zu: %.12g, %.12g", model, i, (above - below) / (2 * h),
                               gradient[i]);
        }
    }
}

/* F9: loss = (w + 1)^2, w = 5, lr 0.2 gives 2.6, 1.16, 0.296. */
Test(ref_net, descends_as_the_lecture_does)
{
    struct ref_net_config c = {
        .layers = 1, .width = {1, 1}, .batch = 1, .loss = "mse", .optimizer = "sgd", .lr = 0.2, .t = 1};
    const double x = 1, t = -1, wanted[3] = {2.6, 1.16, 0.296}, loss[3] = {36, 12.96, 4.6656};
    struct ref_net_value g, w = {5, 0};
    struct ref_net_result r = {.g = &g, .w = &w};

    for (int i = 0; i < 3; i++) {
        const double old = w.value;
        cr_assert(ref_net_step(&c, &old, NULL, NULL, &x, &t, &r));
        cr_expect_float_eq(w.value, wanted[i], 1e-14);
        cr_expect_float_eq(r.loss.value, loss[i], 1e-13);
    }
}

/* F33 to F37 from states of 0: lr g; (1 - beta) lr g; lr sign(g); that over sqrt(1 - beta); lr sign(g). */
Test(ref_net, first_steps)
{
    static struct step s;

    for (int o = 0; o < OPTIMIZERS; o++) {
        const struct ref_net_config c = config(0, o);
        draw(&s, &c);
        cr_assert(take(&s, &c));
        for (size_t i = 0; i < ref_net_parameters(&c); i++) {
            const double g = s.g[i].value, sign = g > 0 ? 1 : -1;
            const double step[OPTIMIZERS] = {g, (1 - 0.9) * g, sign, sign / sqrt(1 - 0.9), sign};
            cr_expect_float_eq(s.w[i] - s.w_new[i].value, c.lr * step[o], 1e-15, "%s", c.optimizer);
        }
    }
}

/* A bound that is 0 or huge proves nothing. A wiring fault moves w by the order of lr. */
Test(ref_net, bounds_are_there_and_small)
{
    static struct step s;

    for (int model = 0; model < MODELS; model++)
        for (int o = 0; o < OPTIMIZERS; o++) {
            struct ref_net_config c = config(model, o);
            draw(&s, &c);
            cr_assert(take(&s, &c));
            cr_expect(s.result.loss.error > 0 && s.result.loss.error < 1e-4 * s.result.loss.value, "model %d: %g of %g",
                      model, s.result.loss.error, s.result.loss.value);

            int tight = 0, known = 0;
            for (size_t i = 0; i < ref_net_parameters(&c); i++) {
                if (isnan(s.w_new[i].value))
                    continue;
                known++;
                tight += s.w_new[i].error > 0 && s.w_new[i].error < 1e-3 * c.lr;
            }
            cr_expect(known > 0 && tight >= known * 98 / 100, "model %d %s: %d of %d", model, c.optimizer, tight,
                      known);
        }
}

Test(ref_net, bounds_grow_with_the_promise)
{
    static struct step s;
    struct ref_net_config c = config(4, 0);

    draw(&s, &c);
    cr_assert(take(&s, &c));
    const struct ref_net_value *last = &s.g[ref_net_parameters(&c) - 1];
    const double one = last->error;
    c.row_ulps = c.dot_ulps = 10;
    cr_assert(take(&s, &c));
    cr_expect(last->error > 5 * one && last->error < 12 * one, "%g from %g", last->error, one);
}

/* The lecture has no epsilon: where no gradient has ever arrived, 0 / 0. With one, the weight stays. */
Test(ref_net, no_gradient_from_the_start)
{
    static struct step s;

    for (int o = 2; o < OPTIMIZERS; o++) {
        struct ref_net_config c = config(2, o);
        draw(&s, &c);
        for (size_t i = 0; i < BATCH; i++)
            s.x[2 * i] = 0;
        cr_assert(take(&s, &c));
        cr_expect(isnan(s.w_new[0].value) && s.w_new[0].error == 0, "%s", c.optimizer);
        cr_expect(isfinite(s.w_new[1].value) && isfinite(s.w_new[1].error), "%s", c.optimizer);

        c.hyper[o - 2] = 1e-7;
        cr_assert(take(&s, &c));
        cr_expect(s.w_new[0].value == s.w[0] && s.w_new[0].error < 1e-6, "%s", c.optimizer);
    }
}

/* Identity weights: the outputs are the inputs. */
Test(ref_net, evaluates)
{
    const struct ref_net_config c = {
        .layers = 1, .width = {2, 2}, .batch = 4, .loss = "mse", .labels = true, .l2 = 5, .row_ulps = 1, .dot_ulps = 1};
    const double w[] = {1, 0, 0, 1}, x[] = {1, 0, 0, 1, 3, 2, 1, 1}, label[] = {0, 1, 1, 0};
    struct ref_net_value y[8];
    struct ref_net_evaluation e = {.y = y};

    cr_assert(ref_net_evaluate(&c, w, x, label, &e));
    for (int i = 0; i < 8; i++)
        cr_expect_eq(y[i].value, x[i]);
    cr_expect_eq(e.open, 1, "of 1 and 1 either may be the larger");
    cr_expect_float_eq(e.accuracy.value, 2.5 / 4, 1e-15);
    cr_expect(e.accuracy.error >= 0.5 / 4 && e.accuracy.error < 0.5 / 4 + 1e-6);
    cr_expect_float_eq(e.loss.value, (3 * 3 + 1 * 1 + 1) / 8.0, 1e-15, "the regularizer is no part of it");
}

Test(ref_net, refuses_what_it_does_not_know)
{
    static struct step s;
    struct ref_net_config c = config(0, 0);

    draw(&s, &c);
    c.optimizer = "sgdd";
    cr_expect_not(take(&s, &c));
    c = config(0, 0);
    c.loss = "l1";
    cr_expect_not(take(&s, &c));
    c = config(0, 0);
    c.activation = "log";
    cr_expect_not(take(&s, &c));
    c = config(0, 0);
    c.batch = 0;
    cr_expect_not(take(&s, &c));
    c = config(4, 0);
    c.output = "softmax"; /* the loss takes logits */
    cr_expect_not(take(&s, &c));
}
