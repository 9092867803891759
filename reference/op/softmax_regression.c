/* SPDX-License-Identifier: MIT
 * softmax_regression.c - p = softmax(x w + b) row by row, t = onehot(label), loss = sum (p - t)^2 / (m n), and dw, db
 * its gradients. Lecture F38, p45_iris. dz_j = (d_j - sum_i d_i p_i) p_j with d = 2 (p - t) / (m n); dw = x^T dz, db =
 * sum_m dz. Error scale: an error of a logit counts by the terms it is the sum of, at most S = max_j sum_k |x w| + |b|;
 * so p as size_p = p (1 + S), and from there on as in softmax_mse.c; dw as sum |x| size_dz.
 */
#include "ref.h"

#include <math.h>

ref_function ref_softmax_regression;

enum { LABEL, X, W, B, LOSS, DW, DB }; /* operands, by position */

struct row {
    double largest, sum, size; /* of the logits: the largest, sum e^(z - largest), S */
};

static double logit(const struct ref_call *c, size_t i, size_t j, double *size)
{
    const size_t k = c->dim[1], n = c->dim[2];
    double z = 0;
    *size = fabs(c->in[B][j]);
    for (size_t l = 0; l < k; l++) {
        z += c->in[X][i * k + l] * c->in[W][l * n + j];
        *size += fabs(c->in[X][i * k + l] * c->in[W][l * n + j]);
    }
    return z + c->in[B][j];
}

static struct row row_of(const struct ref_call *c, size_t i)
{
    struct row r = {0};
    double size;
    for (size_t j = 0; j < c->dim[2]; j++) {
        const double z = logit(c, i, j, &size);
        r.largest = j == 0 || z > r.largest ? z : r.largest;
        r.size = isfinite(z) && size > r.size ? size : r.size; /* e^-inf is 0, exactly */
    }
    for (size_t j = 0; j < c->dim[2]; j++)
        r.sum += exp(logit(c, i, j, &size) - r.largest);
    return r;
}

/* p_j of row i, its size, and t_j. */
static double probability(const struct ref_call *c, const struct row *r, size_t i, size_t j, double *size, double *t)
{
    double terms;
    const double p = exp(logit(c, i, j, &terms) - r->largest) / r->sum;
    *size = p > 0 ? p * (1 + r->size) : 0;
    *t = c->in[LABEL][i] == (double)j;
    return p;
}

/* Adds row i's loss, and its gradient to dw and db. */
static void add_row(const struct ref_call *c, size_t i, double *loss, double *loss_size)
{
    const size_t k = c->dim[1], n = c->dim[2];
    const double count = (double)c->dim[0] * (double)n;
    const struct row r = row_of(c, i);
    double dp = 0, dp_size = 0, size, t;
    for (size_t j = 0; j < n; j++) {
        const double p = probability(c, &r, i, j, &size, &t);
        *loss += (p - t) * (p - t);
        *loss_size += fabs(p - t) * (size + t);
        dp += 2 * (p - t) / count * p;
        dp_size += 2 * (size + t) / count * size;
    }
    for (size_t j = 0; j < n; j++) {
        const double p = probability(c, &r, i, j, &size, &t);
        const double dz = (2 * (p - t) / count - dp) * p, dz_size = (2 * (size + t) / count + dp_size) * size;
        c->want[DB][j] += dz;
        c->scale[DB][j] += dz_size;
        for (size_t l = 0; l < k; l++) {
            c->want[DW][l * n + j] += c->in[X][i * k + l] * dz;
            c->scale[DW][l * n + j] += fabs(c->in[X][i * k + l]) * dz_size;
        }
    }
}

void ref_softmax_regression(const struct ref_call *c)
{
    const size_t m = c->dim[0], k = c->dim[1], n = c->dim[2];
    const double count = (double)m * (double)n;
    double loss = 0, loss_size = 0;
    for (size_t j = 0; j < n; j++)
        ref_put(c, DB, j, 0, 0);
    for (size_t l = 0; l < k * n; l++)
        ref_put(c, DW, l, 0, 0);
    for (size_t i = 0; i < m; i++)
        add_row(c, i, &loss, &loss_size);
    ref_put(c, LOSS, 0, loss / count, loss_size / count);
}
