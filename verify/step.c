/* SPDX-License-Identifier: MIT
 * step.c - the reference network is given the parameters, states and rows as they are stored, and bounds what kernels
 * that keep their promises may make of them. The learning rate is a row's result of exact numbers: its bits are known.
 */
#include "step.h"

#include "net.h"
#include "step_reference.h"

#include <math.h>
#include <stdlib.h>

enum { STEP = 3 };

struct arrays {
    double *before, *w, *m, *v, *x, *target;
    struct ref_net_value *g, *new_w, *new_m, *new_v;
};

static double *widened(const float *p, size_t n)
{
    double *out = malloc((n + 1) * sizeof *out);
    for (size_t i = 0; out && p && i < n; i++)
        out[i] = p[i];
    return out;
}

static double *labels_widened(const int32_t *p, size_t n)
{
    double *out = malloc((n + 1) * sizeof *out);
    for (size_t i = 0; out && i < n; i++)
        out[i] = p[i];
    return out;
}

/* lr decay^(epoch / step), F10, as it is stored */
static float rate_of(const struct gradus_training *t)
{
    return (float)(t->lr * pow(t->lr_decay, NETWORK_EPOCH / t->lr_step));
}

static struct ref_net_config config_of(const struct network *n, size_t batch)
{
    return step_config(&n->kind->model, &n->net->training, batch, rate_of(&n->net->training), STEP);
}

/* The parameters and states, and `batch` rows of data from number `row` on. */
static bool new_arrays(struct arrays *a, const struct network *n, const struct gradus_op *op, size_t row, size_t batch)
{
    size_t p = n->net->parameters, outputs = n->kind->model.width[n->kind->model.layers];
    int m = step_state(op, "m"), v = step_state(op, "v");
    *a = (struct arrays){
        .w = widened(n->net->w, p),
        .m = widened(m < 0 ? NULL : n->net->state[m], p),
        .v = widened(v < 0 ? NULL : n->net->state[v], p),
        .x = widened(network_x(n, row), batch * n->kind->model.width[0]),
        .target = n->kind->model.labels ? labels_widened(network_target(n, row), batch)
                                        : widened(network_target(n, row), batch * outputs),
        .g = calloc(p, sizeof *a->g),
        .new_w = calloc(p, sizeof *a->new_w),
        .new_m = calloc(p, sizeof *a->new_m),
        .new_v = calloc(p, sizeof *a->new_v),
    };
    return a->w && a->m && a->v && a->x && a->target && a->g && a->new_w && a->new_m && a->new_v;
}

static void free_arrays(struct arrays *a)
{
    free(a->w);
    free(a->m);
    free(a->v);
    free(a->x);
    free(a->target);
    free(a->g);
    free(a->new_w);
    free(a->new_m);
    free(a->new_v);
}

/* Whether `n` parameters move, but each by less than its bound: that they were left out would not show. */
static bool hides(const struct arrays *a, size_t from, size_t n)
{
    bool moves = false;
    for (size_t i = from; i < from + n; i++) {
        double moved = fabs(a->new_w[i].value - a->w[i]);
        if (a->new_w[i].error < moved)
            return false;
        moves = moves || moved != 0 || a->g[i].value != 0;
    }
    return moves;
}

/* The weights and the biases of each layer: what one call gives the gradient of. */
static size_t hidden(const struct network *n, const struct arrays *a)
{
    size_t count = 0, from = 0;
    const struct gradus_model *m = &n->kind->model;
    for (size_t l = 0; l < m->layers; l++) {
        count += hides(a, from, m->width[l] * m->width[l + 1]);
        from += m->width[l] * m->width[l + 1];
    }
    for (size_t l = 0; m->bias && l < m->layers; l++) {
        count += hides(a, from, m->width[l + 1]);
        from += m->width[l + 1];
    }
    return count;
}

static void compare_all(const struct network *n, const struct gradus_op *op, const struct arrays *a,
                        const struct ref_net_result *result, struct step_worst *worst)
{
    int m = step_state(op, "m"), v = step_state(op, "v");
    step_hold(worst, "lr", 0, *n->net->lr, &(struct ref_net_value){rate_of(&n->net->training), 0});
    step_hold(worst, "loss", 0, *n->net->loss, &result->loss);
    worst->untold += !(result->loss.error < fabs(result->loss.value));
    for (size_t i = 0; i < n->net->parameters; i++) {
        step_hold(worst, "w", i, n->net->w[i], &a->new_w[i]);
        if (m >= 0)
            step_hold(worst, "state m", i, n->net->state[m][i], &a->new_m[i]);
        if (v >= 0)
            step_hold(worst, "state v", i, n->net->state[v][i], &a->new_v[i]);
        worst->untold += a->new_w[i].error == INFINITY;
    }
    worst->untold += hidden(n, a);
}

bool step_compare(struct network *n, const char *optimizer, int l, struct step_worst *worst)
{
    const struct gradus_op *op = gradus_find(optimizer);
    struct gradus_list *list = &n->net->list[l];
    struct ref_net_config config = config_of(n, list->batch);
    struct gradus_team team = {.threads = 1};
    struct arrays a;
    *worst = (struct step_worst){0};
    bool ok = new_arrays(&a, n, op, 0, list->batch);
    struct ref_net_result result = {.g = a.g, .w = a.new_w, .m = a.new_m, .v = a.new_v};
    ok = ok && ref_net_parameters(&config) == n->net->parameters &&
         ref_net_step(&config, a.w, a.m, a.v, a.x, a.target, &result);
    if (ok) {
        *n->net->loss = NAN; /* what is not written shows */
        gradus_net_feed(n->net, list, network_x(n, 0), network_target(n, 0), STEP, NETWORK_EPOCH);
        gradus_run(list->call, list->calls, &team);
        compare_all(n, op, &a, &result, worst);
    }
    free_arrays(&a);
    return ok;
}

/* A prediction is told where its bound is below the largest of them. */
static void compare_predictions(const struct network *n, const struct ref_net_evaluation *result, size_t count,
                                struct step_worst *worst)
{
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(result->y[i].value));
    for (size_t i = 0; i < count; i++) {
        step_hold(worst, "prediction", i, n->net->prediction[i], &result->y[i]);
        worst->untold += !(result->y[i].error < largest);
    }
    if (n->kind->model.labels) {
        step_hold(worst, "accuracy", 0, *n->net->accuracy, &result->accuracy);
        worst->untold += result->open;
    } else {
        step_hold(worst, "loss", 0, *n->net->loss, &result->loss);
        worst->untold += !(result->loss.error < fabs(result->loss.value));
    }
}

bool step_evaluate(struct network *n, const char *optimizer, struct step_worst *worst)
{
    size_t rows = n->kind->rows, test = n->kind->test, count = test * n->kind->model.width[n->kind->model.layers];
    struct ref_net_config config = config_of(n, test);
    struct ref_net_evaluation result = {.y = calloc(count, sizeof *result.y)};
    struct arrays a;
    *worst = (struct step_worst){0};
    bool ok = new_arrays(&a, n, gradus_find(optimizer), rows, test) && result.y &&
              ref_net_evaluate(&config, a.w, a.x, a.target, &result);
    if (ok) {
        *n->net->loss = *n->net->accuracy = NAN;
        for (size_t i = 0; i < count; i++)
            n->net->prediction[i] = NAN;
        gradus_net_evaluate(n->net, network_x(n, rows), network_target(n, rows), &(struct gradus_team){.threads = 1});
        compare_predictions(n, &result, count, worst);
    }
    free_arrays(&a);
    free(result.y);
    return ok;
}
