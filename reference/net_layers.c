/* SPDX-License-Identifier: MIT
 * net_layers.c - the layers of the reference network. Lecture F25, F30. */
#include "net_parts.h"

/* y = x w + b, F30 */
void net_dense(const struct ref_net_config *c, size_t k, size_t n, const value *x, const double *w, const double *b,
               value *y)
{
    for (size_t i = 0; i < c->batch; i++)
        for (size_t j = 0; j < n; j++) {
            struct sum s = {0, 0, 0};
            for (size_t l = 0; l < k; l++)
                add_product(&s, x[i * k + l], exact(w[l * n + j]));
            if (b != NULL)
                add_product(&s, exact(1), exact(b[j]));
            y[i * n + j] = stored_sum(c, &s, k);
        }
}

/* dw = x^T dy, db = sum of dy */
void net_dense_dw(const struct ref_net_config *c, size_t k, size_t n, const value *x, const value *dy, value *dw,
                  value *db)
{
    for (size_t j = 0; j < n; j++) {
        for (size_t l = 0; l < k; l++) {
            struct sum s = {0, 0, 0};
            for (size_t i = 0; i < c->batch; i++)
                add_product(&s, x[i * k + l], dy[i * n + j]);
            dw[l * n + j] = stored_sum(c, &s, c->batch);
        }
        if (db != NULL) {
            struct sum s = {0, 0, 0};
            for (size_t i = 0; i < c->batch; i++)
                add_product(&s, exact(1), dy[i * n + j]);
            db[j] = stored_sum(c, &s, c->batch);
        }
    }
}

/* dx = dy w^T */
void net_dense_dx(const struct ref_net_config *c, size_t k, size_t n, const value *dy, const double *w, value *dx)
{
    for (size_t i = 0; i < c->batch; i++)
        for (size_t l = 0; l < k; l++) {
            struct sum s = {0, 0, 0};
            for (size_t j = 0; j < n; j++)
                add_product(&s, dy[i * n + j], exact(w[l * n + j]));
            dx[i * k + l] = stored_sum(c, &s, n);
        }
}

/* One row of softmax and how far its inputs move it: dp_j = p_j (dx_j - sum_k p_k dx_k), at a p that differs by no more
 * than e^(2 largest error) from this one. `inexact` gets that, `scale` p (1 + |x - max|). */
void net_softmax_row(size_t n, const value *x, double *p, double *inexact, double *scale)
{
    double max = x[0].value, sum = 0, mean = 0, largest = 0;

    for (size_t j = 0; j < n; j++)
        max = fmax(max, x[j].value);
    for (size_t j = 0; j < n; j++)
        sum += exp(x[j].value - max);
    for (size_t j = 0; j < n; j++) {
        p[j] = exp(x[j].value - max) / sum;
        mean += p[j] * x[j].error;
        largest = fmax(largest, x[j].error);
    }
    for (size_t j = 0; j < n; j++) {
        double rest = 0; /* 1 - p_j without its cancellation */
        for (size_t k = 0; k < n; k++)
            rest += k == j ? 0 : p[k];
        inexact[j] = p[j] * (rest * x[j].error + (mean - p[j] * x[j].error)) * exp(4 * largest);
        scale[j] = p[j] > 0 ? p[j] * (1 + fabs(x[j].value - max)) : 0;
    }
}

/* F25. room: 3 n doubles. */
void net_softmax(const struct ref_net_config *c, size_t n, const value *x, value *y, double *room)
{
    double *p = room, *inexact = room + n, *scale = room + 2 * n;

    for (size_t i = 0; i < c->batch; i++) {
        net_softmax_row(n, x + i * n, p, inexact, scale);
        for (size_t j = 0; j < n; j++)
            y[i * n + j] = stored(p[j], inexact[j], scale[j], c->row_ulps);
    }
}

/* dy becomes dx_j = (dy_j - sum_k dy_k y_k) y_j. */
void net_softmax_dx(const struct ref_net_config *c, size_t n, const value *y, value *dy)
{
    for (size_t i = 0; i < c->batch; i++, y += n, dy += n) {
        struct sum s = {0, 0, 0};
        for (size_t j = 0; j < n; j++)
            add_product(&s, dy[j], y[j]);
        for (size_t j = 0; j < n; j++) {
            const value d = {dy[j].value - s.value, dy[j].error + s.error};
            const double scale = (size_of(dy[j]) + s.scale) * size_of(y[j]);
            dy[j] = stored(d.value * y[j].value, product_error(d, y[j]), scale, c->row_ulps);
        }
    }
}
