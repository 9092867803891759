/* SPDX-License-Identifier: MIT
 * test_model.c - models by name, their data and initial weights. */
#include "job.h"
#include "model.h"
#include "sweep.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static struct arguments none(void)
{
    return (struct arguments){.job = ARGUMENTS_RUN};
}

Test(model, by_name)
{
    struct arguments o = none();
    struct model m;
    char error[256] = "";
    cr_assert(model_find("iris", &o, &m, error, sizeof error), "%s", error);
    cr_expect(m.net.layers == 1 && m.net.width[0] == 4 && m.net.width[1] == 3 && m.lr == 0.1 && m.epochs == 500);
    cr_assert(model_find("dot", &o, &m, error, sizeof error), "%s", error);
    cr_expect(m.net.l2 == 0.03 && m.epochs == 400 && m.lr == 0.01);
    cr_assert(model_find("yogurt", &o, &m, error, sizeof error), "%s", error);
    cr_expect(!m.net.bias && m.epochs == 15000 && strcmp(m.net.loss, "mse") == 0);
    cr_assert(model_find("mlp:784-128-10", &o, &m, error, sizeof error), "%s", error);
    cr_expect(m.net.layers == 2 && m.net.width[0] == 784 && m.net.width[1] == 128 && m.net.width[2] == 10);
}

Test(model, options_apply)
{
    struct arguments o = none();
    struct model m;
    char error[256] = "";
    o.l2 = (struct arguments_number){true, 0};
    o.l1 = (struct arguments_number){true, 0.5};
    cr_assert(model_find("dot", &o, &m, error, sizeof error));
    cr_expect(m.net.l2 == 0 && m.net.l1 == 0.5);
    o = none();
    o.cost = (struct arguments_number){true, 99};
    cr_assert(model_find("yogurt", &o, &m, error, sizeof error));
    cr_expect(strcmp(m.net.loss, "asymmetric_loss") == 0 && m.epochs == 10000);
    const struct gradus_op *op = gradus_find("asymmetric_loss");
    for (int i = 0; i < gradus_hypers(op); i++)
        cr_expect(m.net.loss_hyper[i] == 99, "%s: the other is the lecture's", op->hyper[i].name);
}

Test(model, unknown_ones_are_named)
{
    static const char *const wrong[][2] = {{"irs", "iris"},
                                           {"mlp", "mlp:"},
                                           {"mlp:", "mlp:"},
                                           {"mlp:3", "mlp:3"},
                                           {"mlp:3-0", "mlp:3-0"},
                                           {"mlp:3--2", "mlp:3--2"},
                                           {"mlp:a-b", "mlp:a-b"},
                                           {"mlp:3-2-", "mlp:3-2-"},
                                           {"mlp:4-1", "2 outputs"},
                                           {"iris:3", "iris:3"},
                                           {"", "''"},
                                           {"mlp:1-1-1-1-1-1-1-1-1-2", "at most"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arguments o = none();
        struct model m;
        char error[256] = "";
        cr_expect(!model_find(wrong[i][0], &o, &m, error, sizeof error), "%s is accepted", wrong[i][0]);
        cr_expect(strstr(error, wrong[i][1]) && !strchr(error, '\n'), "%s: '%s'", wrong[i][0], error);
    }
}

Test(model, init_must_exist)
{
    struct arguments o = none();
    struct model m;
    char error[256] = "";
    o.init = "tf";
    cr_expect(model_find("iris", &o, &m, error, sizeof error));
    cr_expect(!model_find("dot", &o, &m, error, sizeof error) && strstr(error, "dot"));
    o.init = "zero";
    cr_expect(!model_find("iris", &o, &m, error, sizeof error) && strstr(error, "zero"));
}

/* The lecture's weights, as TensorFlow made them (course notes on its generator). */
Test(model, iris_starts_as_in_the_lecture)
{
    static const double w[] = {0.08249952644109726,  -0.06831370294094086, 0.1966860145330429,   -0.054808150976896286,
                               0.04570520669221878,  0.13571490347385406,  0.07750896364450455,  -0.16734954714775085,
                               -0.10294552892446518, 0.1578400433063507,   -0.13311003148555756, 0.060453128069639206,
                               -0.09194934368133545, -0.12376948446035385, -0.05381496623158455};
    struct arguments o = none();
    struct model m;
    struct job j;
    char error[256] = "";
    cr_assert(model_find("iris", &o, &m, error, sizeof error) && model_load(&m, &o, error, sizeof error), "%s", error);
    cr_expect(m.data.rows == 120 && m.data.test == 30);
    cr_assert(job_new(&j, &m, &o, gradus_find("sgd"), 32, 120, 30, 1, error, sizeof error), "%s", error);
    cr_expect(job_batches(&j) == 4 && job_batch(&j, 3).list == &j.net->list[1] && j.net->list[1].batch == 24);
    for (size_t i = 0; i < 15; i++)
        cr_expect(j.net->w[i] == (float)w[i], "parameter %zu: %.9g, not %.9g", i, (double)j.net->w[i], w[i]);
    job_free(&j);
    model_free(&m);
}

Test(model, he_starts_at_the_right_scale)
{
    struct arguments o = none();
    struct model m;
    struct job j;
    char error[256] = "";
    cr_assert(model_find("mlp:400-100-10", &o, &m, error, sizeof error), "%s", error);
    cr_assert(job_new(&j, &m, &o, gradus_find("sgd"), 1, 1, 0, 1, error, sizeof error), "%s", error);
    double square = 0;
    for (size_t i = 0; i < 40000; i++)
        square += (double)j.net->w[i] * (double)j.net->w[i];
    cr_expect_float_eq(sqrt(square / 40000), sqrt(2.0 / 400), 0.01 * sqrt(2.0 / 400));
    for (size_t i = j.net->weights; i < j.net->parameters; i++)
        cr_expect(j.net->w[i] == 0, "biases start at 0");
    job_free(&j);
}

Test(model, parameters_have_names)
{
    struct gradus_model net = {2, {2, 3, 2}, true};
    static const struct {
        size_t i;
        const char *name;
    } want[] = {{0, "w1[0,0]"}, {5, "w1[1,2]"}, {6, "w2[0,0]"}, {11, "w2[2,1]"},
                {12, "b1[0]"},  {15, "b2[0]"},  {16, "b2[1]"}};
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        char text[32];
        model_parameter(&net, want[k].i, text, sizeof text);
        cr_expect_str_eq(text, want[k].name);
    }
}

/* Mean 0 and deviation 1 over the training rows; the test rows move by the same amounts. */
Test(model, standardized_by_the_training_rows)
{
    struct arguments o = none();
    struct model raw, m;
    char error[256] = "";
    cr_assert(model_find("iris", &o, &raw, error, sizeof error) && model_load(&raw, &o, error, sizeof error));
    o.standardize = true;
    cr_assert(model_find("iris", &o, &m, error, sizeof error) && model_load(&m, &o, error, sizeof error));
    for (size_t j = 0; j < 4; j++) {
        double mean = 0, square = 0, raw_mean = 0, raw_square = 0;
        for (size_t i = 0; i < 120; i++) {
            mean += (double)m.data.x[4 * i + j] / 120;
            raw_mean += (double)raw.data.x[4 * i + j] / 120;
        }
        for (size_t i = 0; i < 120; i++) {
            square += pow((double)m.data.x[4 * i + j] - mean, 2) / 120;
            raw_square += pow((double)raw.data.x[4 * i + j] - raw_mean, 2) / 120;
        }
        cr_expect_float_eq(mean, 0, 1e-6);
        cr_expect_float_eq(square, 1, 1e-6);
        for (size_t i = 120; i < 150; i++)
            cr_expect_float_eq((double)m.data.x[4 * i + j],
                               ((double)raw.data.x[4 * i + j] - raw_mean) / sqrt(raw_square), 1e-6);
    }
    model_free(&m);
    model_free(&raw);
}

Test(sweep, batches)
{
    struct sweep_batches b;
    char error[256] = "";
    cr_assert(sweep_batches("all", "iris", 120, 32, &b, error, sizeof error));
    cr_expect(b.n == 4 && b.batch[0] == 1 && b.batch[3] == 120);
    cr_assert(sweep_batches("all", "yogurt", 32, 32, &b, error, sizeof error));
    cr_expect(b.n == 3 && b.batch[2] == 32);
    cr_assert(sweep_batches(NULL, "tiny", 5, 32, &b, error, sizeof error));
    cr_expect(b.n == 1 && b.batch[0] == 5);
    static const char *const wrong[] = {"0", "121", "1e9", "-3", "3.5", "abc", "1,,2", "8,all", "8,8", "8,8.0"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect(!sweep_batches(wrong[i], "iris", 120, 32, &b, error, sizeof error), "%s", wrong[i]);
}

Test(sweep, optimizers)
{
    struct job_optimizers found;
    char error[256] = "";
    cr_assert(job_optimizers("all", &found, error, sizeof error));
    cr_expect(found.n == 5, "sgd, sgdm, adagrad, rmsprop, adam");
    cr_assert(job_optimizers(NULL, &found, error, sizeof error));
    cr_expect(found.n == 1 && strcmp(found.op[0]->name, "rmsprop") == 0);
    cr_expect(!job_optimizers("adem", &found, error, sizeof error) && strstr(error, "adem") && strstr(error, "adam"));
    cr_expect(!job_optimizers("relu", &found, error, sizeof error) && strstr(error, "relu"));
    cr_expect(!job_optimizers("sgd,,adam", &found, error, sizeof error));
    cr_expect(!job_optimizers("sgd,sgd", &found, error, sizeof error) && strstr(error, "twice"));
    cr_expect(!job_optimizers("all,sgd", &found, error, sizeof error) && strstr(error, "'all' stands alone"));
}
