/* SPDX-License-Identifier: MIT
 * libmvec.c - the peer libmvec: glibc's vector functions, which compilers call for `omp simd` loops under -ffast-math.
 * Declared by hand (Vector Function ABI: b, d, e are SSE, AVX2, AVX-512), so that only they are fast and loose. */
#include "vector.h"

#include <features.h>

#if VECTOR_BYTES == 64
#define NAME(function) _ZGVeN16v_##function
#elif VECTOR_BYTES == 32
#define NAME(function) _ZGVdN8v_##function
#else
#define NAME(function) _ZGVbN4v_##function
#endif

vector NAME(expf)(vector), NAME(logf)(vector), NAME(tanhf)(vector), NAME(log1pf)(vector);

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

VECTOR_SPAN(exp_span, NAME(expf)(x))
VECTOR_SPAN(log_span, NAME(logf)(x))
VECTOR_SPAN(tanh_span, NAME(tanhf)(x))
VECTOR_SPAN(sigmoid_span, 1 / (1 + NAME(expf)(-x)))
VECTOR_SPAN(softplus_span, vector_positive(x) + NAME(log1pf)(NAME(expf)(vector_minus_abs(x))))
VECTOR_SPAN(sigmoid_slope, vector_sigmoid_slope(sigmoid_span_of(x)))
VECTOR_SPAN(tanh_slope, vector_tanh_slope(tanh_span_of(x)))

static const struct peer_operation OPERATIONS[] = {
    {"exp", "simd", peer_map, exp_span},
    {"exp_derivative", "simd", peer_map, exp_span},
    {"log", "simd", peer_map, log_span},
    {"tanh", "simd", peer_map, tanh_span},
    {"tanh_derivative", "simd", peer_map, tanh_slope},
    {"sigmoid", "simd", peer_map, sigmoid_span},
    {"sigmoid_derivative", "simd", peer_map, sigmoid_slope},
    {"softplus", "simd", peer_map, softplus_span},
    {"softplus_derivative", "simd", peer_map, sigmoid_span},
    {"softmax", "simd", peer_softmax, exp_span},
    {"softmax_cross_entropy", "simd", peer_softmax_cross_entropy, exp_span},
    {NULL}};

const struct peer VECTOR_PEER = {"libmvec", TEXT(__GLIBC__) "." TEXT(__GLIBC_MINOR__) " " VECTOR_ISA, OPERATIONS};
