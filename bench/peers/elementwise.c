/* SPDX-License-Identifier: MIT
 * elementwise.c - cuts the work evenly between the threads. */
#include "elementwise.h"

#include <math.h>
#include <omp.h>

enum { LINE = 16, BLOCK = 4096 };

/* The part [from, to) of n that a thread has, in steps of `unit`. */
static void share(size_t n, size_t unit, size_t *from, size_t *to)
{
    size_t units = (n + unit - 1) / unit, rank = (size_t)omp_get_thread_num(), size = (size_t)omp_get_num_threads();
    *from = units * rank / size * unit;
    *to = units * (rank + 1) / size * unit;
    *to = *to < n ? *to : n;
}

void peer_map(const struct request *r, void *state)
{
    const struct peer_work *w = state;
    const float *x = r->operand[0].p;
    float *y = r->operand[1].p;
    size_t n = r->operand[0].count;
    if (w->threads == 1) {
        w->span(x, y, n);
        return;
    }
#pragma omp parallel num_threads(w->threads)
    {
        size_t from, to;
        share(n, LINE, &from, &to);
        if (from < to)
            w->span(x + from, y + from, to - from);
    }
}

static float largest(const float *x, size_t n)
{
    float most = x[0];
#pragma omp simd reduction(max : most)
    for (size_t j = 1; j < n; j++)
        most = x[j] > most ? x[j] : most;
    return most;
}

static float sum(const float *x, size_t n)
{
    float all = 0;
#pragma omp simd reduction(+ : all)
    for (size_t j = 0; j < n; j++)
        all += x[j];
    return all;
}

static void scale(float *x, size_t n, float by)
{
#pragma omp simd
    for (size_t j = 0; j < n; j++)
        x[j] *= by;
}

/* e^(x - max) of rows [from, to) into y: in one call of the library for all of them. */
static void exponentials(peer_span *span, const float *x, float *y, size_t n, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        float most = largest(x + i * n, n);
#pragma omp simd
        for (size_t j = 0; j < n; j++)
            y[i * n + j] = x[i * n + j] - most;
    }
    span(y + from * n, y + from * n, (to - from) * n);
}

static void softmax_rows(peer_span *span, const float *x, float *y, size_t n, size_t from, size_t to)
{
    size_t few = n < BLOCK ? BLOCK / n : 1;
    for (size_t at = from; at < to; at += few) {
        size_t end = to - at < few ? to : at + few;
        exponentials(span, x, y, n, at, end);
        for (size_t i = at; i < end; i++)
            scale(y + i * n, n, 1 / sum(y + i * n, n));
    }
}

void peer_softmax(const struct request *r, void *state)
{
    const struct peer_work *w = state;
    size_t m = request_size(r, "m"), n = request_size(r, "n");
#pragma omp parallel num_threads(w->threads) if (w->threads > 1)
    {
        size_t from, to;
        share(m, 1, &from, &to);
        softmax_rows(w->span, r->operand[0].p, r->operand[1].p, n, from, to);
    }
}

/* row = ln(sum e^(x - max)) + max - x_label, dx = (softmax - onehot) / m */
static void cross_entropy_rows(peer_span *span, const struct request *r, size_t m, size_t n, size_t from, size_t to)
{
    const float *x = r->operand[0].p;
    const int *label = r->operand[1].p;
    float *row = r->operand[2].p, *dx = r->operand[4].p;
    size_t few = n < BLOCK ? BLOCK / n : 1;
    for (size_t at = from; at < to; at += few) {
        size_t end = to - at < few ? to : at + few;
        exponentials(span, x, dx, n, at, end);
        for (size_t i = at; i < end; i++) {
            float all = sum(dx + i * n, n), share_of = 1 / (float)m;
            row[i] = logf(all) + largest(x + i * n, n) - x[i * n + (size_t)label[i]];
            scale(dx + i * n, n, share_of / all);
            dx[i * n + (size_t)label[i]] -= share_of;
        }
    }
}

void peer_softmax_cross_entropy(const struct request *r, void *state)
{
    const struct peer_work *w = state;
    size_t m = request_size(r, "m"), n = request_size(r, "n");
#pragma omp parallel num_threads(w->threads) if (w->threads > 1)
    {
        size_t from, to;
        share(m, 1, &from, &to);
        cross_entropy_rows(w->span, r, m, n, from, to);
    }
    *(float *)r->operand[3].p = sum(r->operand[2].p, m) / (float)m;
}

#ifndef GRADUS_ISA
void peer_cross_entropy_of_softmax(const struct request *r)
{
    size_t m = request_size(r, "m"), n = request_size(r, "n");
    const int *label = r->operand[1].p;
    float *row = r->operand[2].p, *dx = r->operand[4].p, share_of = 1 / (float)m;
#pragma omp parallel for
    for (size_t i = 0; i < m; i++) {
        row[i] = -logf(dx[i * n + (size_t)label[i]]);
        scale(dx + i * n, n, share_of);
        dx[i * n + (size_t)label[i]] -= share_of;
    }
    *(float *)r->operand[3].p = sum(row, m) / (float)m;
}
#endif
