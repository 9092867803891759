/* SPDX-License-Identifier: MIT
 * net_update.c - regularizers and optimizers of the reference network. Lecture F27, F28, F33 to F37. */
#include "net_parts.h"

#include <string.h>

/* F27, F28: loss += l1 sum |w| and then loss += l2 sum w^2 / 2, with their gradients */
void net_regularize(const struct ref_net_config *c, size_t n, const double *w, value *loss, value *g)
{
    double l1 = 0, l2 = 0;

    for (size_t i = 0; i < n; i++) {
        l1 += c->l1 * fabs(w[i]);
        l2 += c->l2 * w[i] * w[i] / 2;
        const double step1 = c->l1 * ((w[i] > 0) - (w[i] < 0)), step2 = c->l2 * w[i];
        if (c->l1 != 0)
            g[i] = stored(g[i].value + step1, g[i].error, fabs(g[i].value) + fabs(step1), c->row_ulps);
        if (c->l2 != 0)
            g[i] = stored(g[i].value + step2, g[i].error, fabs(g[i].value) + fabs(step2), c->row_ulps);
    }
    if (c->l1 != 0)
        *loss = stored(loss->value + l1, loss->error, fabs(loss->value) + fabs(l1), c->row_ulps);
    if (c->l2 != 0)
        *loss = stored(loss->value + l2, loss->error, fabs(loss->value) + fabs(l2), c->row_ulps);
}

/* m' = keep m + take g, stored */
static value moment(const struct ref_net_config *c, double keep, double m, double take, value g)
{
    return stored(keep * m + take * g.value, take * g.error, fabs(keep * m) + fabs(take * g.value), c->row_ulps);
}

/* v' = keep v + take g^2, stored */
static value square(const struct ref_net_config *c, double keep, double v, double take, value g)
{
    const double sum = keep * v + take * g.value * g.value;
    return stored(sum, take * product_error(g, g), sum, c->row_ulps);
}

/* w' = w - lr m', F33 and F34 */
static value step_by(const struct ref_net_config *c, double w, value m)
{
    const double step = c->lr * m.value;
    return stored(w - step, fabs(c->lr) * m.error, fabs(w) + fabs(step), c->row_ulps);
}

/* w' = w - lr f, f = m' / (sqrt(v') + epsilon), F35 to F37, with m' = a + b g and v' = s^2 = k + d g^2 (bias
 * corrections inside a, b, k, d), stored m_own and v_own off.
 *
 * m' and v' move together with g, so the box of the two would be far too large (a first step is lr sign(g) however
 * inexact g is). Instead f moves by no more than e max |df/dg|,
 *     df/dg = (b k - a d g + b epsilon s) / (s (s + epsilon)^2),
 * with the numerator at its largest and s at its smallest in g +- e. To this comes the rounding of v' and of m'. */
static value step_scaled(const struct ref_net_config *c, double w, value g, const double abkd[4], double m_own,
                         double v_own, double epsilon)
{
    const double a = abkd[0], b = abkd[1], k = abkd[2], d = abkd[3], e = g.error;
    const double m = a + b * g.value, s = sqrt(k + d * g.value * g.value);
    const double f = m / (s + epsilon), step = c->lr * f;

    if (s == 0 && e == 0 && epsilon == 0 && m == 0)
        return (value){NAN, 0}; /* 0 / 0, and in the kernel too */

    const double nearest = fmax(0, fabs(g.value) - e), low2 = k + d * nearest * nearest - v_own;
    const double low = sqrt(fmax(0, low2));
    if (low + epsilon == 0)
        return (value){w - step, INFINITY};

    const double numerator = fabs(b * k - a * d * g.value) + fabs(a * d) * e;
    const double slope = (numerator == 0 ? 0 : numerator / (low * (low + epsilon) * (low + epsilon))) +
                         fabs(b) * epsilon / ((low + epsilon) * (low + epsilon));
    const double high = sqrt(fmax(0, low2) + v_own); /* smallest s, before v' is rounded down to `low` */
    const double rounding = (high - low) / (low + epsilon);
    const double largest = fabs(f) + e * slope;
    const double error = e * slope + largest * rounding + m_own / (low + epsilon);
    return stored(w - step, fabs(c->lr) * error, fabs(w) + fabs(step), c->row_ulps);
}

bool net_update(const struct ref_net_config *c, size_t n, const double *w, const double *m, const double *v,
                struct ref_net_result *r)
{
    const char *name = c->optimizer;
    const double ulps = c->row_ulps;

    if (strcmp(name, "sgd") == 0) {
        for (size_t i = 0; i < n; i++)
            r->w[i] = step_by(c, w[i], r->g[i]);
        return true;
    }
    if (strcmp(name, "sgdm") == 0) {
        for (size_t i = 0; i < n; i++) {
            r->m[i] = moment(c, c->hyper[0], m[i], 1 - c->hyper[0], r->g[i]);
            r->w[i] = step_by(c, w[i], r->m[i]);
        }
        return true;
    }
    if (strcmp(name, "adagrad") == 0 || strcmp(name, "rmsprop") == 0) {
        const bool all = name[0] == 'a';
        const double keep = all ? 1 : c->hyper[0], take = all ? 1 : 1 - keep, epsilon = c->hyper[all ? 0 : 1];
        for (size_t i = 0; i < n; i++) {
            const value g = r->g[i];
            const double abkd[4] = {0, 1, keep * v[i], take};
            r->v[i] = square(c, keep, v[i], take, g);
            const double v_own = own(r->v[i].value, 0, size_of(r->v[i]), ulps);
            r->w[i] = step_scaled(c, w[i], g, abkd, 0, v_own, epsilon);
        }
        return true;
    }
    if (strcmp(name, "adam") == 0) {
        const double beta1 = c->hyper[0], beta2 = c->hyper[1], t = (double)c->t;
        const double rest1 = 1 - pow(beta1, t), rest2 = 1 - pow(beta2, t);
        for (size_t i = 0; i < n; i++) {
            const value g = r->g[i];
            const double abkd[4] = {beta1 * m[i] / rest1, (1 - beta1) / rest1, beta2 * v[i] / rest2,
                                    (1 - beta2) / rest2};
            r->m[i] = moment(c, beta1, m[i], 1 - beta1, g);
            r->v[i] = square(c, beta2, v[i], 1 - beta2, g);
            const double m_own = own(r->m[i].value, 0, fabs(beta1 * m[i]) + (1 - beta1) * size_of(g), ulps);
            const double v_own = own(r->v[i].value, 0, size_of(r->v[i]), ulps);
            r->w[i] = step_scaled(c, w[i], g, abkd, m_own / rest1, v_own / rest2, c->hyper[2]);
        }
        return true;
    }
    return false;
}
