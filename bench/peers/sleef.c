/* SPDX-License-Identifier: MIT
 * sleef.c - the peer SLEEF: u10 promises 1.0 ulp, u35 3.5 ulp; where the table has one of them only, the library has.
 */
#include "vector.h"

#include <sleef.h>

#if VECTOR_BYTES == 64
#define NAME(function, accuracy) Sleef_##function##16_##accuracy##avx512f
#elif VECTOR_BYTES == 32
#define NAME(function, accuracy) Sleef_##function##8_##accuracy##avx2
#else
#define NAME(function, accuracy) Sleef_##function##4_##accuracy
#endif

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

VECTOR_SPAN(exp_span, NAME(expf, u10)(x))
VECTOR_SPAN(log_u10, NAME(logf, u10)(x))
VECTOR_SPAN(log_u35, NAME(logf, u35)(x))
VECTOR_SPAN(tanh_u10, NAME(tanhf, u10)(x))
VECTOR_SPAN(tanh_u35, NAME(tanhf, u35)(x))
VECTOR_SPAN(sigmoid_span, 1 / (1 + NAME(expf, u10)(-x)))
VECTOR_SPAN(softplus_span, vector_positive(x) + NAME(log1pf, u10)(NAME(expf, u10)(vector_minus_abs(x))))

VECTOR_SPAN(sigmoid_slope, vector_sigmoid_slope(sigmoid_span_of(x)))
VECTOR_SPAN(tanh_slope_u10, vector_tanh_slope(tanh_u10_of(x)))
VECTOR_SPAN(tanh_slope_u35, vector_tanh_slope(tanh_u35_of(x)))

static const struct peer_operation OPERATIONS[] = {
    {"exp", "u10", peer_map, exp_span},
    {"exp_derivative", "u10", peer_map, exp_span},
    {"log", "u35", peer_map, log_u35},
    {"log", "u10", peer_map, log_u10},
    {"tanh", "u35", peer_map, tanh_u35},
    {"tanh", "u10", peer_map, tanh_u10},
    {"tanh_derivative", "u35", peer_map, tanh_slope_u35},
    {"tanh_derivative", "u10", peer_map, tanh_slope_u10},
    {"sigmoid", "u10", peer_map, sigmoid_span},
    {"sigmoid_derivative", "u10", peer_map, sigmoid_slope},
    {"softplus", "u10", peer_map, softplus_span},
    {"softplus_derivative", "u10", peer_map, sigmoid_span},
    {"softmax", "u10", peer_softmax, exp_span},
    {"softmax_cross_entropy", "u10", peer_softmax_cross_entropy, exp_span},
    {NULL}};

const struct peer VECTOR_PEER = {
    "sleef", TEXT(SLEEF_VERSION_MAJOR) "." TEXT(SLEEF_VERSION_MINOR) "." TEXT(SLEEF_VERSION_PATCHLEVEL) " " VECTOR_ISA,
    OPERATIONS};
