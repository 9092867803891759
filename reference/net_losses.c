/* SPDX-License-Identifier: MIT
 * net_losses.c - the losses of the reference network. Lecture F18, F21, F23, F26. */
#include "net_parts.h"

/* F18: sum (y - t)^2 / count */
value net_mse(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy)
{
    const double count = (double)(c->batch * n);
    double loss = 0, error = 0;

    for (size_t i = 0; i < c->batch * n; i++) {
        const value d = {y[i].value - t[i], y[i].error};
        const double g = 2 * d.value / count, e = 2 * d.error / count;
        loss += d.value * d.value / count;
        error += product_error(d, d) / count;
        dy[i] = stored(g, e, fabs(g), c->row_ulps);
    }
    return stored(loss, error, loss, c->row_ulps);
}

/* F21: the sum of cost (y - t) where y > t, else profit (t - y) */
value net_asymmetric_loss(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy)
{
    double loss = 0, error = 0, scale = 0;

    for (size_t i = 0; i < c->batch * n; i++) {
        const double d = y[i].value - t[i], e = y[i].error;
        const double f = d > 0 ? c->cost * d : -c->profit * d, g = d > 0 ? c->cost : -c->profit;
        const bool open = !(d - e > 0 || d + e <= 0); /* which side y lies on */
        loss += f;
        error += (open ? fmax(fabs(c->cost), fabs(c->profit)) : fabs(g)) * e;
        scale += fabs(f);
        dy[i] = stored(g, open ? fabs(c->cost + c->profit) : 0, fabs(g), 0);
    }
    return stored(loss, error, scale, c->row_ulps);
}

/* F23: -sum t ln y, the mean of the rows; each row is stored before */
value net_cross_entropy(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy)
{
    const double m = (double)c->batch;
    double loss = 0, error = 0, scale = 0;

    for (size_t i = 0; i < c->batch; i++) {
        double row = 0, row_error = 0, row_scale = 0;
        for (size_t j = i * n; j < (i + 1) * n; j++) {
            dy[j] = exact(0);
            if (t[j] == 0)
                continue;
            const double v = y[j].value, low = v - y[j].error, term = -t[j] * log(v), g = -t[j] / (m * v);
            row += term;
            row_error += low > 0 ? fabs(t[j]) * -log1p(-y[j].error / v) : INFINITY;
            row_scale += fabs(term);
            dy[j] = stored(g, low > 0 ? fabs(g) * y[j].error / low : INFINITY, fabs(g), c->row_ulps);
        }
        loss += row / m;
        error += (row_error + own(row, row_error, row_scale, c->row_ulps)) / m;
        scale += row_scale / m;
    }
    return stored(loss, error, scale, c->row_ulps);
}

/* F26: ln(sum e^x) - x_label, the mean of the rows; t is one-hot. room: 3 n doubles. */
value net_softmax_cross_entropy(const struct ref_net_config *c, size_t n, const value *x, const double *t, value *dx,
                                double *room)
{
    const double m = (double)c->batch;
    double *p = room, *inexact = room + n, *scale = room + 2 * n;
    double loss = 0, error = 0, loss_scale = 0;

    for (size_t i = 0; i < c->batch; i++, x += n, t += n, dx += n) {
        size_t top = 0, label = 0;
        for (size_t j = 0; j < n; j++) {
            top = x[j].value > x[top].value ? j : top;
            label = t[j] > 0 ? j : label;
        }
        net_softmax_row(n, x, p, inexact, scale);

        double others = 0, furthest = 0, moved = 0, rest = 0, largest = 0;
        for (size_t j = 0; j < n; j++) {
            const double d = x[j].value - x[top].value;
            others += j == top ? 0 : exp(d);
            furthest = exp(d) > 0 ? fmax(furthest, -d) : furthest;
            largest = fmax(largest, x[j].error);
            moved += j == label ? 0 : p[j] * x[j].error; /* d row / d x_j = p_j - t_j */
            rest += j == label ? 0 : p[j];
            dx[j] = stored((p[j] - t[j]) / m, inexact[j] / m, (scale[j] + t[j]) / m, c->row_ulps);
        }
        const double row = log1p(others) + (x[top].value - x[label].value);
        const double row_error = (moved + rest * x[label].error) * exp(2 * largest);
        const double row_scale = row * (1 + furthest);
        loss += row / m;
        error += (row_error + own(row, row_error, row_scale, c->row_ulps)) / m;
        loss_scale += row_scale / m;
    }
    return stored(loss, error, loss_scale, c->row_ulps);
}
