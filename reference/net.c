/* SPDX-License-Identifier: MIT
 * net.c - the reference network, in a straight line: see net.h. Lecture F8, F30, F38. */
#include "net_parts.h"

#include <stdlib.h>
#include <string.h>

static bool is(const char *name, const char *wanted)
{
    return name != NULL && strcmp(name, wanted) == 0;
}

size_t ref_net_parameters(const struct ref_net_config *c)
{
    size_t sum = 0;

    for (size_t l = 0; l < c->layers; l++)
        sum += c->width[l] * c->width[l + 1] + (c->bias ? c->width[l + 1] : 0);
    return sum;
}

static bool known(const struct ref_net_config *c)
{
    if (c->layers == 0 || c->layers > REF_NET_LAYERS || c->batch == 0)
        return false;
    for (size_t l = 0; l <= c->layers; l++)
        if (c->width[l] == 0 || c->width[l] > SIZE_MAX / 64 / sizeof(value) / c->batch / REF_NET_LAYERS)
            return false;
    if ((c->activation != NULL && !net_activation_known(c->activation)) ||
        (c->output != NULL && !is(c->output, "softmax")))
        return false;
    if (is(c->loss, "softmax_cross_entropy"))
        return c->output == NULL && c->labels;
    return is(c->loss, "mse") || is(c->loss, "asymmetric_loss") || is(c->loss, "cross_entropy");
}

/* The values of a batch. a[l]: inputs of layer l, a[layers] the output; z[l]: a[l] before its activation (z[0] is not
 * used); d, d_in: the gradients of a layer's output and input; t: the targets as numbers; room: of the row functions */
struct batch {
    value *a[REF_NET_LAYERS + 1], *z[REF_NET_LAYERS + 1], *d, *d_in, *memory;
    double *t, *room;
};

static void batch_free(struct batch *b)
{
    free(b->memory);
    free(b->t);
    free(b->room);
}

/* false: no memory; to be freed either way */
static bool batch_new(const struct ref_net_config *c, struct batch *b, const double *x, const double *target)
{
    const size_t classes = c->width[c->layers];
    size_t widest = 0, all = 0;
    for (size_t l = 0; l <= c->layers; l++) {
        widest = c->width[l] > widest ? c->width[l] : widest;
        all += c->width[l];
    }
    b->memory = malloc(c->batch * (2 * all + 2 * widest) * sizeof *b->memory);
    b->t = malloc(c->batch * classes * sizeof *b->t);
    b->room = malloc(3 * classes * sizeof *b->room);
    if (b->memory == NULL || b->t == NULL || b->room == NULL)
        return false;

    value *next = b->memory;
    for (size_t l = 0; l <= c->layers; l++) {
        b->a[l] = next;
        b->z[l] = next + c->batch * c->width[l];
        next += 2 * c->batch * c->width[l];
    }
    b->d = next;
    b->d_in = next + c->batch * widest;

    for (size_t i = 0; i < c->batch * c->width[0]; i++)
        b->a[0][i] = exact(x[i]);
    for (size_t i = 0; i < c->batch; i++)
        for (size_t j = 0; j < classes; j++)
            b->t[i * classes + j] = c->labels ? target[i] == (double)j : target[i * classes + j];
    return true;
}

static size_t weights_of(const struct ref_net_config *c)
{
    size_t sum = 0;

    for (size_t l = 0; l < c->layers; l++)
        sum += c->width[l] * c->width[l + 1];
    return sum;
}

static void forward(const struct ref_net_config *c, const struct batch *b, const double *w)
{
    const double *bias = w + weights_of(c);

    for (size_t l = 0; l < c->layers; l++) {
        const size_t k = c->width[l], n = c->width[l + 1];
        value *before = b->z[l + 1], *after = b->a[l + 1];
        net_dense(c, k, n, b->a[l], w, c->bias ? bias : NULL, before);
        w += k * n;
        bias += c->bias ? n : 0;
        if (l + 1 < c->layers && c->activation != NULL)
            net_activate(c, c->batch * n, before, after);
        else if (l + 1 == c->layers && c->output != NULL)
            net_softmax(c, n, before, after, b->room);
        else
            memcpy(after, before, c->batch * n * sizeof *after);
    }
}

/* The loss; d becomes the gradient of the output. */
static value loss(const struct ref_net_config *c, const struct batch *b)
{
    const size_t n = c->width[c->layers];
    const value *y = b->a[c->layers];

    if (is(c->loss, "mse"))
        return net_mse(c, n, y, b->t, b->d);
    if (is(c->loss, "asymmetric_loss"))
        return net_asymmetric_loss(c, n, y, b->t, b->d);
    if (is(c->loss, "cross_entropy"))
        return net_cross_entropy(c, n, y, b->t, b->d);
    return net_softmax_cross_entropy(c, n, y, b->t, b->d, b->room);
}

/* The gradient of all parameters, from that of the output. */
static void backward(const struct ref_net_config *c, const struct batch *b, const double *w, value *g)
{
    const double *wl = w + weights_of(c);
    value *gl = g + weights_of(c), *gb = g + ref_net_parameters(c), *d = b->d, *d_in = b->d_in;

    if (c->output != NULL)
        net_softmax_dx(c, c->width[c->layers], b->a[c->layers], d);
    for (size_t l = c->layers; l-- > 0;) {
        const size_t k = c->width[l], n = c->width[l + 1];
        wl -= k * n;
        gl -= k * n;
        gb -= c->bias ? n : 0;
        net_dense_dw(c, k, n, b->a[l], d, gl, c->bias ? gb : NULL);
        if (l > 0) {
            net_dense_dx(c, k, n, d, wl, d_in);
            if (c->activation != NULL)
                net_activate_dx(c, c->batch * k, b->z[l], d_in);
            value *other = d;
            d = d_in;
            d_in = other;
        }
    }
}

bool ref_net_step(const struct ref_net_config *c, const double *w, const double *m, const double *v, const double *x,
                  const double *target, struct ref_net_result *result)
{
    if (!known(c) || c->optimizer == NULL)
        return false;

    struct batch b;
    bool done = batch_new(c, &b, x, target);
    if (done) {
        forward(c, &b, w);
        result->loss = loss(c, &b);
        backward(c, &b, w, result->g);
        net_regularize(c, weights_of(c), w, &result->loss, result->g);
        done = net_update(c, ref_net_parameters(c), w, m, v, result);
    }
    batch_free(&b);
    return done;
}

/* The share of rows whose first largest output is the label's. Rows that the bounds do not decide count half, and half
 * a row each as error. */
static void judge_labels(const struct ref_net_config *c, const double *label, struct ref_net_evaluation *r)
{
    const size_t n = c->width[c->layers];
    double right = 0;

    r->open = 0;
    for (size_t i = 0; i < c->batch; i++) {
        const value *y = r->y + i * n;
        size_t top = 0;
        bool open = false;
        for (size_t j = 1; j < n; j++)
            top = y[j].value > y[top].value ? j : top;
        for (size_t j = 0; j < n; j++)
            open = open || (j != top && !(y[j].value + y[j].error < y[top].value - y[top].error));
        r->open += open;
        right += open ? 0.5 : (double)top == label[i];
    }
    const double m = (double)c->batch;
    r->accuracy = stored(right / m, 0.5 * (double)r->open / m, right / m, c->row_ulps);
}

bool ref_net_evaluate(const struct ref_net_config *c, const double *w, const double *x, const double *target,
                      struct ref_net_evaluation *result)
{
    if (!known(c))
        return false;

    struct batch b;
    const bool done = batch_new(c, &b, x, target);
    if (done) {
        forward(c, &b, w);
        memcpy(result->y, b.a[c->layers], c->batch * c->width[c->layers] * sizeof *result->y);
        result->loss = loss(c, &b);
        result->accuracy = exact(0);
        result->open = 0;
        if (c->labels)
            judge_labels(c, target, result);
    }
    batch_free(&b);
    return done;
}
