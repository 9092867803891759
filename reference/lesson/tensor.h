/* SPDX-License-Identifier: MIT
 * tensor.h - the few float32 operations of the lecture's networks, in the order in which TensorFlow's CPU kernels
 * round: every sum runs from the first term to the last, and no product is fused with a sum (p19 and p20 print other
 * digits otherwise). All matrices are row-major. */
#ifndef TENSOR_H
#define TENSOR_H

#include <float.h>
#include <stddef.h>

_Static_assert(FLT_EVAL_METHOD == 0, "float arithmetic must round to float");

/* tf.matmul(a, b): (m x k) (k x n) */
static inline void tensor_matmul(const float *a, const float *b, float *c, size_t m, size_t k, size_t n)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            float sum = 0;
            for (size_t p = 0; p < k; p++)
                sum += a[i * k + p] * b[p * n + j];
            c[i * n + j] = sum;
        }
    }
}

/* The gradient of matmul with respect to b: tf.matmul(a, g, transpose_a=True), (k x m)' (k x n) */
static inline void tensor_matmul_transposed(const float *a, const float *g, float *c, size_t k, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            float sum = 0;
            for (size_t p = 0; p < k; p++)
                sum += a[p * m + i] * g[p * n + j];
            c[i * n + j] = sum;
        }
    }
}

/* y + b for every row of y (m x n) */
static inline void tensor_add_bias(float *y, const float *b, size_t m, size_t n)
{
    for (size_t i = 0; i < m * n; i++)
        y[i] += b[i % n];
}

/* The gradient of a bias: the sums of g's columns. */
static inline void tensor_sum_rows(const float *g, float *sum, size_t m, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        sum[j] = 0;
        for (size_t i = 0; i < m; i++)
            sum[j] += g[i * n + j];
    }
}

/* loss = tf.reduce_mean(tf.square(y_ - y)) (F18), and its gradient with respect to y: minus the mean's 1/n times the
 * square's 2 (y_ - y). g may be y. */
static inline float tensor_mse(const float *y_, const float *y, float *g, size_t n)
{
    float sum = 0, mean = 1 / (float)n;
    for (size_t i = 0; i < n; i++) {
        float d = y_[i] - y[i];
        sum += d * d;
        g[i] = -(mean * (2 * d));
    }
    return sum / (float)n;
}

/* w.assign_sub(lr * g) */
static inline void tensor_descend(float *w, const float *g, size_t n, float lr)
{
    for (size_t i = 0; i < n; i++)
        w[i] -= lr * g[i];
}

#endif
