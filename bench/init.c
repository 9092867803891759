/* SPDX-License-Identifier: MIT
 * init.c - initial weights: the lecture's seeds, or He's rule. */
#include "model.h"

#include "rng_numpy.h"
#include "rng_tf.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* p32..p40: w1 and b1 one after the other from one cached kernel; p19, p20: no global seed, no bias. */
static void init_tf(const struct model *m, struct gradus_net *net)
{
    struct rng_tf r;
    bool iris = net->model.bias;
    int64_t global = m->seeded ? (int64_t)m->seed : iris ? 116 : RNG_TF_NO_GLOBAL_SEED;
    rng_tf_seed(&r, global, 1);
    if (!iris) {
        rng_tf_normal(&r, net->w, net->weights, 1);
        return;
    }
    rng_tf_truncated_normal(&r, net->w, net->weights, 0.1f);
    rng_tf_truncated_normal(&r, net->w + net->weights, net->parameters - net->weights, 0.1f);
}

static void init_randn(const struct model *m, struct gradus_net *net, bool he)
{
    struct rng_numpy r;
    rng_numpy_seed(&r, m->seed);
    for (size_t l = 0; l < net->model.layers; l++) {
        float *w = gradus_net_weights(net, l);
        size_t inputs = net->model.width[l], n = inputs * net->model.width[l + 1];
        double scale = he ? sqrt(2.0 / (double)inputs) : 1;
        for (size_t i = 0; i < n; i++)
            w[i] = (float)(scale * rng_numpy_randn(&r));
    }
    for (size_t i = net->weights; i < net->parameters; i++)
        net->w[i] = he ? 0 : 0.01f; /* p29's biases */
}

void model_init(const struct model *m, struct gradus_net *net)
{
    if (strcmp(m->init, "tf") == 0)
        init_tf(m, net);
    else
        init_randn(m, net, strcmp(m->init, "he") == 0);
}

void model_parameter(const struct gradus_model *net, size_t i, char *text, size_t size)
{
    for (size_t l = 0; l < net->layers; l++) {
        size_t cols = net->width[l + 1], n = net->width[l] * cols;
        if (i < n) {
            snprintf(text, size, "w%zu[%zu,%zu]", l + 1, i / cols, i % cols);
            return;
        }
        i -= n;
    }
    for (size_t l = 0; l < net->layers; l++) {
        if (i < net->width[l + 1]) {
            snprintf(text, size, "b%zu[%zu]", l + 1, i);
            return;
        }
        i -= net->width[l + 1];
    }
    snprintf(text, size, "parameter beyond the last");
}
