/* SPDX-License-Identifier: MIT
 * net.h - one training step of a whole network in double, with a bound on what float32 kernels may make of it.
 *
 * A multi-layer perceptron written down in a straight line: forward, loss, backward, regularizers, update. No list, no
 * plan, no rows: it shares nothing with the kernels or with what wires them. Every number carries a running error
 * bound: how far a chain of kernels may be from it, if each of them keeps its promise. A wiring fault (a layer left
 * out, an operand mistaken, an update before its moment) moves numbers by far more.
 */
#ifndef REF_NET_H
#define REF_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { REF_NET_LAYERS = 8 };

struct ref_net_config {
    size_t layers, width[REF_NET_LAYERS + 1], batch; /* width[0] -> ... -> width[layers] */
    bool bias;
    const char *activation; /* between layers: "relu", "leaky_relu", "tanh", "sigmoid", "softplus", "exp"; NULL: none */
    const char *output;     /* after the last: "softmax"; NULL: none */
    const char *loss;    /* "mse", "asymmetric_loss", "cross_entropy", "softmax_cross_entropy" (of logits, no output) */
    bool labels;         /* targets are class labels, one per row, counted as one-hot (always so for the last loss) */
    double cost, profit; /* of asymmetric_loss */
    double l1, l2;       /* factors of sum |w| and of sum w^2 / 2 over all weights, biases not; 0: left out */
    const char *optimizer; /* "sgd", "sgdm", "adagrad", "rmsprop", "adam" */
    double hyper[3];       /* its own: sgdm beta; adagrad epsilon; rmsprop beta, epsilon; adam beta1, beta2, epsilon */
    double lr;             /* of this step, as stored in float32 */
    uint64_t t;            /* step number, from 1 */
    /* The promise of the kernels: each stores within 1/2 ulp + c ulp(scale) of its formula for the stored inputs, scale
     * as in ref.h, where c is `row_ulps`, and for the sums of k products in a layer row_ulps + dot_ulps (k + 1). */
    double row_ulps, dot_ulps; /* 1 and 1 fit float32 BLAS */
};

/* A number and its bound: a kernel's result lies within value +- error. Where the error is infinite nothing can be said
 * (a divisor that may be 0, or a value that is not finite); where the value is NaN and the error 0 it must be NaN. */
struct ref_net_value {
    double value, error;
};

/* Where the results go, all arrays the caller's, each as long as the parameters. */
struct ref_net_result {
    struct ref_net_value loss;   /* regularizers included */
    struct ref_net_value *g;     /* gradient of the loss */
    struct ref_net_value *w;     /* after the step */
    struct ref_net_value *m, *v; /* states after the step; not touched (may be NULL) where the optimizer has none */
};

/* Number of parameters: all weights layer by layer (row-major, inputs x outputs), then all biases. */
size_t ref_net_parameters(const struct ref_net_config *c);

/* One step on a batch: parameters w and states m, v (NULL where the optimizer has none) as stored before it, x
 * (batch x width[0]), target (batch x width[layers], or labels). All inputs are taken as exact. false: a name is
 * unknown, a size is 0 or too large, or there is no memory (it allocates, and frees, its activations); the results are
 * then undefined. */
bool ref_net_step(const struct ref_net_config *c, const double *w, const double *m, const double *v, const double *x,
                  const double *target, struct ref_net_result *result);

/* What an evaluation gives; y is the caller's, batch x width[layers]. */
struct ref_net_evaluation {
    struct ref_net_value *y;       /* the network's output (logits where the loss takes those) */
    struct ref_net_value loss;     /* without regularizers */
    struct ref_net_value accuracy; /* of labels; 0 +- 0 where targets are none */
    size_t open;                   /* rows whose largest output the bounds do not tell */
};

/* Forward only, of a batch. As ref_net_step; optimizer, regularizers and step number do not matter. */
bool ref_net_evaluate(const struct ref_net_config *c, const double *w, const double *x, const double *target,
                      struct ref_net_evaluation *result);

#endif
