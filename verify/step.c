/* SPDX-License-Identifier: MIT
 * step.c - the reference network is given the parameters, states and rows as they are stored, and bounds what kernels
 * that keep their promises may make of them. */
#include "step.h"

#include "net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

/* Where the optimizer keeps its m and v among the states; -1: it has none. */
static int state_of(const struct gradus_op *op, const char *name)
{
    int at = 0;
    for (int i = 0; i < gradus_operands(op); i++) {
        if (op->operand[i].role != GRADUS_INOUT || strcmp(op->operand[i].name, "w") == 0)
            continue;
        if (strcmp(op->operand[i].name, name) == 0)
            return at;
        at++;
    }
    return -1;
}

static struct ref_net_config config_of(const struct network *n, const char *optimizer, size_t batch)
{
    const struct gradus_model *m = &n->kind->model;
    const struct gradus_training *t = &n->net->training;
    struct ref_net_config c = {.layers = m->layers,
                               .batch = batch,
                               .bias = m->bias,
                               .activation = m->activation,
                               .output = m->output,
                               .loss = m->loss,
                               .labels = m->labels,
                               .cost = m->loss_hyper[0],
                               .profit = m->loss_hyper[1],
                               .l1 = m->l1,
                               .l2 = m->l2,
                               .optimizer = optimizer,
                               .lr = *n->net->lr,
                               .t = STEP,
                               .row_ulps = 1,
                               .dot_ulps = 1};
    memcpy(c.width, m->width, (m->layers + 1) * sizeof *c.width);
    memcpy(c.hyper, t->hyper, sizeof c.hyper);
    return c;
}

static bool new_arrays(struct arrays *a, const struct network *n, const struct gradus_op *op, size_t batch)
{
    size_t p = n->net->parameters, outputs = n->kind->model.width[n->kind->model.layers];
    int m = state_of(op, "m"), v = state_of(op, "v");
    *a = (struct arrays){
        .w = widened(n->net->w, p),
        .m = widened(m < 0 ? NULL : n->net->state[m], p),
        .v = widened(v < 0 ? NULL : n->net->state[v], p),
        .x = widened(network_x(n, 0), batch * n->kind->model.width[0]),
        .target = n->kind->model.labels ? labels_widened(network_target(n, 0), batch)
                                        : widened(network_target(n, 0), batch * outputs),
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

static void compare(struct step_worst *worst, const char *what, size_t element, double got,
                    const struct ref_net_value *want)
{
    double ratio = fabs(got - want->value) / want->error;
    if (got == want->value || (isnan(got) && isnan(want->value)) || want->error == INFINITY)
        ratio = 0;
    if (!(ratio >= 0))
        ratio = INFINITY;
    if (ratio > worst->ratio || !worst->what) {
        worst->ratio = ratio;
        worst->got = got;
        worst->want = want->value;
        worst->what = what;
        worst->element = element;
    }
}

static void compare_all(const struct network *n, const struct gradus_op *op, const struct arrays *a,
                        const struct ref_net_result *result, struct step_worst *worst)
{
    int m = state_of(op, "m"), v = state_of(op, "v");
    compare(worst, "loss", 0, *n->net->loss, &result->loss);
    worst->untold += !(result->loss.error < fabs(result->loss.value));
    for (size_t i = 0; i < n->net->parameters; i++) {
        compare(worst, "w", i, n->net->w[i], &a->new_w[i]);
        if (m >= 0)
            compare(worst, "state m", i, n->net->state[m][i], &a->new_m[i]);
        if (v >= 0)
            compare(worst, "state v", i, n->net->state[v][i], &a->new_v[i]);
        /* A step that was left out must be out of bounds, unless nothing moves. */
        double moved = fabs(a->new_w[i].value - a->w[i]);
        worst->untold += !(a->new_w[i].error < moved) && !(moved == 0 && a->g[i].value == 0);
    }
}

bool step_compare(struct network *n, const char *optimizer, int l, struct step_worst *worst)
{
    const struct gradus_op *op = gradus_find(optimizer);
    struct gradus_list *list = &n->net->list[l];
    struct ref_net_config config = config_of(n, optimizer, list->batch);
    struct gradus_team team = {.threads = 1};
    struct arrays a;
    *worst = (struct step_worst){0};
    bool ok = new_arrays(&a, n, op, list->batch);
    struct ref_net_result result = {.g = a.g, .w = a.new_w, .m = a.new_m, .v = a.new_v};
    ok = ok && ref_net_parameters(&config) == n->net->parameters &&
         ref_net_step(&config, a.w, a.m, a.v, a.x, a.target, &result);
    if (ok) {
        gradus_net_feed(n->net, list, network_x(n, 0), network_target(n, 0), STEP, 0);
        gradus_run(list->call, list->calls, &team);
        compare_all(n, op, &a, &result, worst);
    }
    free_arrays(&a);
    return ok;
}
