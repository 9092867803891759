/* SPDX-License-Identifier: MIT
 * model.c - the table of models, and a model found in it. */
#include "model.h"

#include "memory.h"
#include "suggest.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MLP_ROWS = 4096, MLP_TEST = 512 };

struct model_kind {
    const char *name;
    struct gradus_model net;
    double lr, lr_adaptive;
    size_t epochs, epochs_asymmetric;
    bool halves, every_step;
    const char *init; /* where --init is not given */
    uint32_t seed;    /* where --seed is not given */
    bool (*load)(struct model *m, char *error, size_t error_size);
};

static bool load_iris(struct model *m, char *error, size_t error_size)
{
    return dataset_iris(&m->data, NULL, 116, error, error_size);
}

static bool load_dot(struct model *m, char *error, size_t error_size)
{
    return dataset_dot(&m->data, NULL, error, error_size);
}

static bool load_yogurt(struct model *m, char *error, size_t error_size)
{
    return dataset_yogurt(&m->data, 23455, error, error_size);
}

static bool load_mlp(struct model *m, char *error, size_t error_size)
{
    const size_t *width = m->net.width;
    double bytes =
        4.0 * (MLP_ROWS + MLP_TEST) * (double)width[0] + 8.0 * (double)width[0] * (double)width[m->net.layers];
    char why[120];
    if (!memory_allows(bytes, why, sizeof why)) {
        snprintf(error, error_size, "--model %s: its data %s", m->name, why);
        return false;
    }
    if (!dataset_generated(&m->data, MLP_ROWS + MLP_TEST, width[0], width[m->net.layers], m->seed, error, error_size))
        return false;
    m->data.rows = MLP_ROWS; /* the last ones are kept for the test */
    m->data.test = MLP_TEST;
    return true;
}

/* The lecture's models, p32..p40, p29, p19 and p20; and a larger one, whose learning rates are those that learn. */
static const struct model_kind KINDS[] = {
    {"iris", {1, {4, 3}, true, NULL, "softmax", "mse", true}, 0.1, 0.1, 500, 0, false, true, "tf", 116, load_iris},
    {"dot",
     {2, {2, 11, 1}, true, "relu", NULL, "mse", .l2 = 0.03},
     0.01,
     0.01,
     400,
     0,
     true,
     true,
     "randn",
     1,
     load_dot},
    {"yogurt", {1, {2, 1}, false, NULL, NULL, "mse"}, 0.002, 0.002, 15000, 10000, false, true, "tf", 1, load_yogurt},
    {"mlp",
     {0, {0}, true, "relu", NULL, "softmax_cross_entropy", true},
     0.1,
     0.001,
     20,
     0,
     false,
     false,
     "he",
     1,
     load_mlp},
};

enum { KINDS_COUNT = sizeof KINDS / sizeof *KINDS };

/* "784-128-10": digits and single hyphens. */
static bool parse_widths(const char *name, const char *text, struct gradus_model *net, char *error, size_t error_size)
{
    size_t n = 0;
    for (const char *at = text;; at++) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0 || digits > 18 || strtoull(at, NULL, 10) == 0) {
            snprintf(error, error_size, "--model %s: widths such as mlp:784-128-10 are expected",
                     words_quote(name).text);
            return false;
        }
        if (n > GRADUS_LAYERS) {
            snprintf(error, error_size, "--model %s: at most %d layers are supported", words_quote(name).text,
                     GRADUS_LAYERS);
            return false;
        }
        net->width[n++] = strtoull(at, NULL, 10);
        at += digits;
        if (*at == '\0')
            break;
        if (*at != '-') {
            snprintf(error, error_size, "--model %s: widths such as mlp:784-128-10 are expected",
                     words_quote(name).text);
            return false;
        }
    }
    if (n < 2 || net->width[n - 1] < 2) {
        snprintf(error, error_size, "--model %s: inputs and at least 2 outputs are expected, as in mlp:784-10",
                 words_quote(name).text);
        return false;
    }
    net->layers = n - 1;
    return true;
}

static const char *const NAMES[] = {"iris", "dot", "yogurt", "mlp:784-128-10", NULL};

const char *const *model_names(void)
{
    return NAMES;
}

static const struct model_kind *find_kind(const char *name, char *error, size_t error_size)
{
    size_t length = strcspn(name, ":");
    for (size_t i = 0; i < KINDS_COUNT; i++)
        if (strlen(KINDS[i].name) == length && strncmp(KINDS[i].name, name, length) == 0 &&
            (name[length] == ':') == (KINDS[i].net.layers == 0))
            return &KINDS[i];
    const char *near = suggest(name, NAMES);
    if (strcmp(name, "mlp") == 0)
        near = "mlp:784-128-10";
    snprintf(error, error_size, "--model %s: no such model (iris, dot, yogurt, mlp:A-B-C)%s%s%s",
             words_quote(name).text, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    return NULL;
}

static void set_hyper(const char *row, double *hyper, const char *name, const struct arguments_number *given)
{
    const struct gradus_op *op = gradus_find(row);
    for (int i = 0; i < gradus_hypers(op); i++)
        if (strcmp(op->hyper[i].name, name) == 0)
            hyper[i] = given->given ? given->value : op->hyper[i].value;
}

static void asymmetric(struct model *m, const struct arguments *o)
{
    m->net.loss = "asymmetric_loss";
    m->epochs = m->kind->epochs_asymmetric;
    set_hyper(m->net.loss, m->net.loss_hyper, "cost", &o->cost);
    set_hyper(m->net.loss, m->net.loss_hyper, "profit", &o->profit);
}

static bool choose_init(struct model *m, const struct arguments *o, char *error, size_t error_size)
{
    const char *init = o->init ? o->init : m->kind->init;
    if (strcmp(init, "he") != 0 && strcmp(init, "tf") != 0 && strcmp(init, m->kind->init) != 0) {
        snprintf(error, error_size, "--init %s: tf or he is expected", words_quote(init).text);
        return false;
    }
    if (strcmp(init, "tf") == 0 && strcmp(m->kind->init, "tf") != 0) {
        snprintf(error, error_size, "--init tf: the lecture has no seeded weights for %s (iris and yogurt have)",
                 m->name);
        return false;
    }
    snprintf(m->init, sizeof m->init, "%s", init);
    m->seeded = o->seed.given;
    m->seed = o->seed.given ? (uint32_t)o->seed.value : strcmp(init, m->kind->init) == 0 ? m->kind->seed : 1;
    return true;
}

static void describe(struct model *m)
{
    const struct gradus_model *n = &m->net;
    size_t used = (size_t)snprintf(m->describe, sizeof m->describe, "%s ", m->kind->name);
    for (size_t i = 0; i <= n->layers && used < sizeof m->describe; i++)
        used += (size_t)snprintf(m->describe + used, sizeof m->describe - used, "%s%zu", i ? "-" : "", n->width[i]);
    if (used >= sizeof m->describe)
        return;
    snprintf(m->describe + used, sizeof m->describe - used, "%s%s%s%s%s, %s", n->bias ? "" : " without bias",
             n->activation && n->layers > 1 ? ", " : "", n->activation && n->layers > 1 ? n->activation : "",
             n->output ? ", " : "", n->output ? n->output : "", n->loss);
}

bool model_find(const char *name, const struct arguments *o, struct model *m, char *error, size_t error_size)
{
    *m = (struct model){0};
    const struct model_kind *kind = find_kind(name, error, error_size);
    if (!kind)
        return false;
    m->kind = kind;
    m->net = kind->net;
    snprintf(m->name, sizeof m->name, "%s", name);
    if (kind->net.layers == 0 && !parse_widths(name, strchr(name, ':') + 1, &m->net, error, error_size))
        return false;
    m->lr = kind->lr;
    m->lr_adaptive = kind->lr_adaptive;
    m->epochs = kind->epochs;
    m->batch = 32;
    m->halves = kind->halves;
    m->every_step = kind->every_step;
    if (kind->epochs_asymmetric && (o->cost.given || o->profit.given))
        asymmetric(m, o);
    if (o->l1.given)
        m->net.l1 = o->l1.value;
    if (o->l2.given)
        m->net.l2 = o->l2.value;
    describe(m);
    return choose_init(m, o, error, error_size);
}

bool model_load(struct model *m, const struct arguments *o, char *error, size_t error_size)
{
    if (!m->kind->load(m, error, error_size))
        return false;
    return !o->standardize || model_standardize(&m->data, error, error_size);
}

void model_free(struct model *m)
{
    dataset_free(&m->data);
}
