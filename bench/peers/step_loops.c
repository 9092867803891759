/* SPDX-License-Identifier: MIT
 * step_loops.c - the loops of step.h in float32, as a user of a library of matrix products would write them. Compiled
 * once per instruction set. */
#include "step.h"

#include <math.h>

#ifndef GRADUS_ISA
#define GRADUS_ISA plain
#endif
#define PASTE_(name, isa) name##_##isa
#define PASTE(name, isa) PASTE_(name, isa)

static float dot(const float *a, const float *b, size_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* d = scale (y - t); the sum of (y - t)^2. */
static float differences(const float *y, const float *t, float *d, size_t n, float scale)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (size_t i = 0; i < n; i++) {
        float off = y[i] - t[i];
        sum += off * off;
        d[i] = scale * off;
    }
    return sum;
}

static void through_softmax(const float *p, float *d, size_t n)
{
    float mean = dot(d, p, n);
#pragma omp simd
    for (size_t j = 0; j < n; j++)
        d[j] = (d[j] - mean) * p[j];
}

static void loss(const struct step *s)
{
    size_t last = s->layers - 1, n = s->width[s->layers], all = s->batch * n;
    const float *y = s->y[last];
    float *d = s->dy[last], sum = 0;
    if (s->cross_entropy) {
        differences(y, s->target, d, all, 1 / (float)s->batch);
        for (size_t i = 0; i < s->batch; i++)
            sum -= logf(y[i * n + (size_t)s->label[i]]);
        *s->loss = sum / (float)s->batch;
        return;
    }
    *s->loss = differences(y, s->target, d, all, 2 / (float)all) / (float)all;
    for (size_t i = 0; s->softmax && i < s->batch; i++)
        through_softmax(y + i * n, d + i * n, n);
}

static void columns(const float *dy, size_t rows, size_t n, float *sum)
{
#pragma omp simd
    for (size_t j = 0; j < n; j++)
        sum[j] = dy[j];
    for (size_t i = 1; i < rows; i++)
#pragma omp simd
        for (size_t j = 0; j < n; j++)
            sum[j] += dy[i * n + j];
}

static void l2(const struct step *s)
{
    const float *w = s->w, factor = s->l2;
    float *g = s->g;
    *s->loss += factor / 2 * dot(w, w, s->weights);
#pragma omp simd
    for (size_t i = 0; i < s->weights; i++)
        g[i] += factor * w[i];
}

static void sgd(const struct step *s, size_t from, size_t to)
{
    float *w = s->w, lr = s->lr;
    const float *g = s->g;
#pragma omp simd
    for (size_t i = from; i < to; i++)
        w[i] -= lr * g[i];
}

static void sgdm(const struct step *s, size_t from, size_t to)
{
    float *w = s->w, *m = s->state[0], lr = s->lr, beta = s->beta[0], rest = s->rest[0];
    const float *g = s->g;
#pragma omp simd
    for (size_t i = from; i < to; i++) {
        m[i] = beta * m[i] + rest * g[i];
        w[i] -= lr * m[i];
    }
}

static void adagrad(const struct step *s, size_t from, size_t to)
{
    float *w = s->w, *v = s->state[0], lr = s->lr, epsilon = s->epsilon;
    const float *g = s->g;
#pragma omp simd
    for (size_t i = from; i < to; i++) {
        v[i] += g[i] * g[i];
        w[i] -= lr * g[i] / (sqrtf(v[i]) + epsilon);
    }
}

static void rmsprop(const struct step *s, size_t from, size_t to)
{
    float *w = s->w, *v = s->state[0], lr = s->lr, beta = s->beta[0], rest = s->rest[0], epsilon = s->epsilon;
    const float *g = s->g;
#pragma omp simd
    for (size_t i = from; i < to; i++) {
        v[i] = beta * v[i] + rest * g[i] * g[i];
        w[i] -= lr * g[i] / (sqrtf(v[i]) + epsilon);
    }
}

static void adam(const struct step *s, size_t from, size_t to)
{
    float *w = s->w, *m = s->state[0], *v = s->state[1], lr = s->lr * s->correction[0], epsilon = s->epsilon;
    float beta1 = s->beta[0], rest1 = s->rest[0], beta2 = s->beta[1], rest2 = s->rest[1], correct = s->correction[1];
    const float *g = s->g;
#pragma omp simd
    for (size_t i = from; i < to; i++) {
        m[i] = beta1 * m[i] + rest1 * g[i];
        v[i] = beta2 * v[i] + rest2 * g[i] * g[i];
        w[i] -= lr * m[i] / (sqrtf(v[i] * correct) + epsilon);
    }
}

extern const struct step_loops PASTE(step_loops, GRADUS_ISA);
const struct step_loops PASTE(step_loops, GRADUS_ISA) = {loss, columns, l2, sgd, sgdm, adagrad, rmsprop, adam};
