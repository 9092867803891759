/* SPDX-License-Identifier: MIT
 * glibc.c - the peer glibc: its scalar float functions in a loop, as a C program calls them. */
#include "elementwise.h"

#include <gnu/libc-version.h>
#include <math.h>

#define SPAN(name, formula)                                                                                            \
    static void name(const float *x, float *y, size_t n)                                                               \
    {                                                                                                                  \
        for (size_t i = 0; i < n; i++)                                                                                 \
            y[i] = formula;                                                                                            \
    }

static inline float sigmoid_of(float x)
{
    return 1 / (1 + expf(-x));
}

SPAN(exp_span, expf(x[i]))
SPAN(log_span, logf(x[i]))
SPAN(tanh_span, tanhf(x[i]))
SPAN(sigmoid_span, sigmoid_of(x[i]))
SPAN(softplus_span, fmaxf(x[i], 0) + log1pf(expf(-fabsf(x[i]))))
SPAN(sigmoid_slope, sigmoid_of(x[i]) * (1 - sigmoid_of(x[i])))
SPAN(tanh_slope, 1 - tanhf(x[i]) * tanhf(x[i]))

static const struct peer_operation OPERATIONS[] = {
    {"exp", "scalar", peer_map, exp_span},
    {"exp_derivative", "scalar", peer_map, exp_span},
    {"log", "scalar", peer_map, log_span},
    {"tanh", "scalar", peer_map, tanh_span},
    {"tanh_derivative", "scalar", peer_map, tanh_slope},
    {"sigmoid", "scalar", peer_map, sigmoid_span},
    {"sigmoid_derivative", "scalar", peer_map, sigmoid_slope},
    {"softplus", "scalar", peer_map, softplus_span},
    {"softplus_derivative", "scalar", peer_map, sigmoid_span},
    {"softmax", "scalar", peer_softmax, exp_span},
    {"softmax_cross_entropy", "scalar", peer_softmax_cross_entropy, exp_span},
    {NULL}};

int main(void)
{
    return peer_main(&(struct peer){"glibc", gnu_get_libc_version(), OPERATIONS});
}
