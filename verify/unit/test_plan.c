/* SPDX-License-Identifier: MIT
 * test_plan.c - plans and calls that make no sense are refused, and those that do fit their arena. */
#include "gradus.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct gradus_net net;

static struct gradus_model small_model(void)
{
    return (struct gradus_model){.layers = 2, .width = {3, 4, 2}, .bias = true, .activation = "tanh", .loss = "mse"};
}

static struct gradus_training plain_training(void)
{
    return (struct gradus_training){.optimizer = "sgd", .lr = 0.1, .lr_decay = 1, .lr_step = 1, .batch = 4, .rows = 4};
}

static void expect(enum gradus_status want, const struct gradus_model *m, const struct gradus_training *t)
{
    enum gradus_status got = gradus_net_plan(&net, m, t);
    cr_expect_eq(got, want, "%s, expected %s", gradus_status_text(got), gradus_status_text(want));
}

Test(plan, names_that_are_no_such_thing)
{
    const struct gradus_model good = small_model();
    const struct gradus_training plain = plain_training();
    expect(GRADUS_OK, &good, &plain);
    static const char *const no_activation[] = {"nothing", "argmax", "matmul", "mse", "sgd"};
    for (size_t i = 0; i < sizeof no_activation / sizeof *no_activation; i++) {
        struct gradus_model m = good;
        m.activation = no_activation[i];
        expect(GRADUS_INVALID, &m, &plain);
        m = good;
        m.output = no_activation[i];
        expect(GRADUS_INVALID, &m, &plain);
        m.layers = 1; /* not used there, and wrong all the same */
        m.output = NULL;
        m.activation = no_activation[i];
        expect(GRADUS_INVALID, &m, &plain);
    }
    static const char *const no_optimizer[] = {"nothing", "he_normal", "exponential_decay", "l2", "dense"};
    for (size_t i = 0; i < sizeof no_optimizer / sizeof *no_optimizer; i++) {
        struct gradus_training t = plain;
        t.optimizer = no_optimizer[i];
        expect(GRADUS_INVALID, &good, &t);
    }
    struct gradus_training t = plain;
    t.impl = "fastest";
    expect(GRADUS_INVALID, &good, &t);
    struct gradus_model m = good;
    m.loss = "softmax";
    expect(GRADUS_INVALID, &m, &plain);
}

Test(plan, numbers_that_make_no_sense)
{
    const struct gradus_model good = small_model();
    double *numbers[] = {NULL, NULL, NULL};
    struct gradus_training t;
    for (int which = 0; which < 3; which++)
        for (int bad = 0; bad < 4; bad++) {
            t = plain_training();
            numbers[0] = &t.lr_decay;
            numbers[1] = &t.lr_step;
            numbers[2] = &t.lr;
            *numbers[which] = (double[]){NAN, INFINITY, -INFINITY, 0}[bad];
            expect(which == 2 && bad == 3 ? GRADUS_OK : GRADUS_INVALID, &good, &t);
        }
    t = plain_training();
    t.hyper[0] = NAN; /* sgd has none: not looked at */
    expect(GRADUS_OK, &good, &t);
    t.optimizer = "rmsprop";
    expect(GRADUS_INVALID, &good, &t);
    t = plain_training();
    t.batch = 5; /* of 4 rows */
    expect(GRADUS_INVALID, &good, &t);
    t.batch = 0;
    expect(GRADUS_INVALID, &good, &t);
    t = plain_training();
    struct gradus_model m = good;
    m.l1 = NAN;
    expect(GRADUS_INVALID, &m, &t);
    m = good;
    m.width[1] = 0;
    expect(GRADUS_INVALID, &m, &t);
    m = good;
    m.layers = 0;
    expect(GRADUS_INVALID, &m, &t);
    m.layers = GRADUS_LAYERS + 1;
    expect(GRADUS_TOO_MANY, &m, &t);
}

static int calls_of(const char *name)
{
    int n = 0;
    for (size_t c = 0; c < net.list[0].calls; c++)
        n += strcmp(net.list[0].call[c].op->name, name) == 0;
    return n;
}

/* A fused row that is not built for a shape leaves its chain as it was, the shorter fusions in it included. */
Test(plan, a_chain_stays_where_no_fused_row_fits)
{
    struct gradus_model m = {
        .layers = 1, .width = {4, 3}, .bias = true, .output = "softmax", .loss = "mse", .labels = true};
    struct gradus_training t = plain_training();
    t.batch = t.rows = 512;
    expect(GRADUS_OK, &m, &t);
    cr_expect_eq(net.list[0].calls, 2);
    cr_expect_eq(calls_of("softmax_regression"), 1);
    t.batch = t.rows = 513;
    expect(GRADUS_OK, &m, &t);
    cr_expect_eq(calls_of("softmax_regression"), 0);
    cr_expect(calls_of("one_hot") == 1 && calls_of("dense") == 1 && calls_of("softmax_mse") == 1 &&
              calls_of("dense_dw") == 1);
    m.width[0] = 17;
    t.batch = t.rows = 4;
    expect(GRADUS_OK, &m, &t);
    cr_expect(calls_of("softmax_regression") == 0 && calls_of("dense_dw") == 1 && calls_of("sgd") == 1);
}

Test(plan, sizes_beyond_the_address_space)
{
    struct gradus_model m = small_model();
    struct gradus_training t = plain_training();
    const size_t huge = (size_t)1 << 30;
    m.width[0] = m.width[1] = m.width[2] = huge;
    t.optimizer = "adam"; /* each vector fits, all together do not */
    expect(GRADUS_OVERFLOW, &m, &t);
    m.width[1] = SIZE_MAX;
    expect(GRADUS_OVERFLOW, &m, &t);
    m = small_model();
    t.rows = t.batch = SIZE_MAX / 4;
    expect(GRADUS_OVERFLOW, &m, &t);
}

Test(call, sizes_and_overlaps)
{
    struct gradus_call call;
    float x[8];
    int32_t label[8];
    size_t n = SIZE_MAX, dim[2] = {4, (size_t)INT32_MAX + 1};
    cr_expect_eq(gradus_call_init(&call, gradus_find("mse"), NULL, &n, NULL, NULL, 1), GRADUS_OVERFLOW);
    cr_expect_eq(gradus_call_init(&call, gradus_find("argmax"), NULL, dim, NULL, NULL, 1), GRADUS_OVERFLOW);
    n = 0;
    cr_expect_eq(gradus_call_init(&call, gradus_find("relu"), NULL, &n, NULL, NULL, 1), GRADUS_INVALID);
    n = 4;
    void *in_place[] = {x, x}, *shifted[] = {x, x + 1}, *behind[] = {x, x + 4};
    cr_expect_eq(gradus_call_init(&call, gradus_find("relu"), NULL, &n, in_place, NULL, 1), GRADUS_OK);
    cr_expect_eq(gradus_call_init(&call, gradus_find("relu"), NULL, &n, behind, NULL, 1), GRADUS_OK);
    cr_expect_eq(gradus_call_init(&call, gradus_find("relu"), NULL, &n, shifted, NULL, 1), GRADUS_INVALID);
    /* where_grad: two results in one place */
    void *twice[] = {x, x, x, x + 4, x + 4};
    cr_expect_eq(gradus_call_init(&call, gradus_find("where_grad"), NULL, &n, twice, NULL, 1), GRADUS_INVALID);
    /* one_hot: a result of another shape in the place of an input */
    dim[0] = dim[1] = 2;
    cr_expect_eq(gradus_call_init(&call, gradus_find("one_hot"), NULL, dim, (void *[]){label, label}, NULL, 1),
                 GRADUS_INVALID);
    /* inputs may be the same */
    cr_expect_eq(gradus_call_init(&call, gradus_find("where"), NULL, &n, (void *[]){x, x, x + 4}, NULL, 1), GRADUS_OK);
}
