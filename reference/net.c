/* SPDX-License-Identifier: MIT
 * net.c - the reference network's step, in a straight line: see net.h. Lecture F8, F30, F38. */
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
    if (c->layers == 0 || c->layers > REF_NET_LAYERS || c->batch == 0 || c->optimizer == NULL)
        return false;
    for (size_t l = 0; l <= c->layers; l++)
        if (c->width[l] == 0 || c->width[l] > SIZE_MAX / 64 / sizeof(value) / c->batch / REF_NET_LAYERS)
            return false;
    if ((c->activation != NULL && !is(c->activation, "relu")) || (c->output != NULL && !is(c->output, "softmax")))
        return false;
    if (is(c->loss, "softmax_cross_entropy"))
        return c->output == NULL && c->labels;
    return is(c->loss, "mse") || is(c->loss, "asymmetric_loss") || is(c->loss, "cross_entropy");
}

bool ref_net_step(const struct ref_net_config *c, const double *w, const double *m, const double *v, const double *x,
                  const double *target, struct ref_net_result *result)
{
    if (!known(c))
        return false;

    const size_t layers = c->layers, batch = c->batch, classes = c->width[layers];
    size_t widest = 0, all = 0, weights = 0;
    for (size_t l = 0; l <= layers; l++) {
        widest = c->width[l] > widest ? c->width[l] : widest;
        all += c->width[l];
        weights += l < layers ? c->width[l] * c->width[l + 1] : 0;
    }

    /* a[l]: inputs of layer l, a[layers] the output; z[l]: a[l] before its activation (z[0] is not used); d, d_in: the
     * gradients of a layer's output and input */
    value *memory = malloc(batch * (2 * all + 2 * widest) * sizeof *memory);
    double *t = malloc(batch * classes * sizeof *t), *room = malloc(3 * classes * sizeof *room);
    bool done = false;
    if (memory == NULL || t == NULL || room == NULL)
        goto end;

    value *a[REF_NET_LAYERS + 1], *z[REF_NET_LAYERS + 1], *next = memory;
    for (size_t l = 0; l <= layers; l++) {
        a[l] = next;
        z[l] = next + batch * c->width[l];
        next += 2 * batch * c->width[l];
    }
    value *d = next, *d_in = next + batch * widest;

    for (size_t i = 0; i < batch * c->width[0]; i++)
        a[0][i] = exact(x[i]);
    for (size_t i = 0; i < batch; i++)
        for (size_t j = 0; j < classes; j++)
            t[i * classes + j] = c->labels ? target[i] == (double)j : target[i * classes + j];

    const double *wl = w, *bl = w + weights;
    for (size_t l = 0; l < layers; l++) {
        const size_t k = c->width[l], n = c->width[l + 1];
        value *before = z[l + 1], *after = a[l + 1];
        net_dense(c, k, n, a[l], wl, c->bias ? bl : NULL, before);
        wl += k * n;
        bl += c->bias ? n : 0;
        if (l + 1 < layers && c->activation != NULL)
            net_relu(batch * n, before, after);
        else if (l + 1 == layers && c->output != NULL)
            net_softmax(c, n, before, after, room);
        else
            memcpy(after, before, batch * n * sizeof *after);
    }

    const value *y = a[layers];
    if (is(c->loss, "mse"))
        result->loss = net_mse(c, classes, y, t, d);
    else if (is(c->loss, "asymmetric_loss"))
        result->loss = net_asymmetric_loss(c, classes, y, t, d);
    else if (is(c->loss, "cross_entropy"))
        result->loss = net_cross_entropy(c, classes, y, t, d);
    else
        result->loss = net_softmax_cross_entropy(c, classes, y, t, d, room);
    if (c->output != NULL)
        net_softmax_dx(c, classes, y, d);

    value *gl = result->g + weights, *gb = result->g + ref_net_parameters(c);
    for (size_t l = layers; l-- > 0;) {
        const size_t k = c->width[l], n = c->width[l + 1];
        wl -= k * n;
        gl -= k * n;
        gb -= c->bias ? n : 0;
        net_dense_dw(c, k, n, a[l], d, gl, c->bias ? gb : NULL);
        if (l > 0) {
            net_dense_dx(c, k, n, d, wl, d_in);
            if (c->activation != NULL)
                net_relu_dx(batch * k, z[l], d_in);
            value *other = d;
            d = d_in;
            d_in = other;
        }
    }

    net_regularize(c, weights, w, &result->loss, result->g);
    done = net_update(c, ref_net_parameters(c), w, m, v, result);
end:
    free(memory);
    free(t);
    free(room);
    return done;
}
