/* SPDX-License-Identifier: MIT
 * net.c - the reference network: see net.h. Lecture F8, F14, F18, F21, F23, F25-F28, F30, F33-F38.
 *
 * Error analysis, throughout: an input may be off by its error e, which moves the result by at most the sum of
 * |derivative| e (products keep e e as well); then the result is stored, which adds 1/2 ulp and the kernel's own ulps
 * of scale. The rounding of this file's own arithmetic, 2^-53, is far below either.
 */
#include "net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct ref_net_value value;

/* ---- stored numbers ------------------------------------------------------------------------------------------- */

/* Distance of neighbouring float32 at |x|. */
static double ulp32(double x)
{
    int e;

    if (!isfinite(x))
        return INFINITY;
    frexp(x, &e);
    return x == 0 || e < -125 ? 0x1p-149 : ldexp(1, e - 24);
}

/* What storing adds to a result that is already `error` off, by a kernel that is `ulps` ulps of scale off. What is
 * computed from zeros alone is exact. */
static double own(double v, double error, double scale, double ulps)
{
    return scale + error == 0 ? 0 : 0.5 * ulp32(fabs(v) + error) + ulps * ulp32(scale + error);
}

/* A result that is `error` off because of its inputs, stored. */
static value stored(double v, double error, double scale, double ulps)
{
    const double sum = error + own(v, error, scale, ulps);
    return (value){v, isnan(sum) || (sum > 0 && !isfinite(v)) ? INFINITY : sum};
}

static value exact(double v)
{
    return (value){v, 0};
}

/* Error of a b. */
static double product_error(value a, value b)
{
    return fabs(a.value) * b.error + a.error * fabs(b.value) + a.error * b.error;
}

static double size_of(value a)
{
    return fabs(a.value) + a.error;
}

/* A sum of products that grows term by term. */
struct sum {
    double value, error, scale;
};

static void add_product(struct sum *s, value a, value b)
{
    s->value += a.value * b.value;
    s->error += product_error(a, b);
    s->scale += size_of(a) * size_of(b);
}

static value stored_sum(const struct ref_net_config *c, const struct sum *s, size_t terms)
{
    return stored(s->value, s->error, s->scale, c->row_ulps + c->dot_ulps * (double)(terms + 1));
}

/* ---- layers --------------------------------------------------------------------------------------------------- */

/* y = x w + b, F30 */
static void dense(const struct ref_net_config *c, size_t k, size_t n, const value *x, const double *w, const double *b,
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
static void dense_dw(const struct ref_net_config *c, size_t k, size_t n, const value *x, const value *dy, value *dw,
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
static void dense_dx(const struct ref_net_config *c, size_t k, size_t n, const value *dy, const double *w, value *dx)
{
    for (size_t i = 0; i < c->batch; i++)
        for (size_t l = 0; l < k; l++) {
            struct sum s = {0, 0, 0};
            for (size_t j = 0; j < n; j++)
                add_product(&s, dy[i * n + j], exact(w[l * n + j]));
            dx[i * k + l] = stored_sum(c, &s, n);
        }
}

/* y = max(x, 0), F14: exact, so only the part of x +- error above 0 is left. */
static void relu(size_t n, const value *x, value *y)
{
    for (size_t i = 0; i < n; i++) {
        const double v = x[i].value, e = x[i].error;
        y[i] = v > 0 ? x[i] : (value){0, fmax(0, v + e)};
    }
}

/* dy becomes dx = dy where x > 0, else 0. Where the sign of x is open, so is all of dy. */
static void relu_dx(size_t n, const value *x, value *dy)
{
    for (size_t i = 0; i < n; i++) {
        const double low = x[i].value - x[i].error, high = x[i].value + x[i].error;
        const double all = size_of(dy[i]);
        if (!(x[i].value > 0))
            dy[i] = exact(0);
        if (!(low > 0 || high <= 0))
            dy[i].error = all;
    }
}

/* One row of softmax and how far its inputs move it: dp_j = p_j (dx_j - sum_k p_k dx_k), at a p that differs by no more
 * than e^(2 largest error) from this one. `inexact` gets that, `scale` p (1 + |x - max|). */
static void softmax_row(size_t n, const value *x, double *p, double *inexact, double *scale)
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
static void softmax(const struct ref_net_config *c, size_t n, const value *x, value *y, double *room)
{
    double *p = room, *inexact = room + n, *scale = room + 2 * n;

    for (size_t i = 0; i < c->batch; i++) {
        softmax_row(n, x + i * n, p, inexact, scale);
        for (size_t j = 0; j < n; j++)
            y[i * n + j] = stored(p[j], inexact[j], scale[j], c->row_ulps);
    }
}

/* dy becomes dx_j = (dy_j - sum_k dy_k y_k) y_j. */
static void softmax_dx(const struct ref_net_config *c, size_t n, const value *y, value *dy)
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

/* ---- losses: y (batch x n) and t give the loss and dy ----------------------------------------------------------- */

/* F18: sum (y - t)^2 / count */
static value mse(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy)
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
static value asymmetric_loss(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy)
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
static value cross_entropy(const struct ref_net_config *c, size_t n, const value *y, const double *t, value *dy)
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
static value softmax_cross_entropy(const struct ref_net_config *c, size_t n, const value *x, const double *t, value *dx,
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
        softmax_row(n, x, p, inexact, scale);

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

/* ---- regularizers ---------------------------------------------------------------------------------------------- */

/* F27, F28: loss += l1 sum |w| and then loss += l2 sum w^2 / 2, with their gradients */
static void regularize(const struct ref_net_config *c, size_t n, const double *w, value *loss, value *g)
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

/* ---- optimizers ------------------------------------------------------------------------------------------------ */

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

static bool update(const struct ref_net_config *c, size_t n, const double *w, const double *m, const double *v,
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

/* ---- the step -------------------------------------------------------------------------------------------------- */

static bool is(const char *name, const char *wanted)
{
    return name != NULL && strcmp(name, wanted) == 0;
}

size_t ref_net_parameters(const struct ref_net_config *c)
{
    size_t sum = 0;

    for (size_t l = 0; l < c->layers; l++)
        sum += c->width[l] * c->width[l + 1] + (c->bias ? c->width[l + 1] : 0);
    return sum;
}

static bool known(const struct ref_net_config *c)
{
    if (c->layers == 0 || c->layers > REF_NET_LAYERS || c->batch == 0 || c->optimizer == NULL)
        return false;
    for (size_t l = 0; l <= c->layers; l++)
        if (c->width[l] == 0 || c->width[l] > SIZE_MAX / 64 / sizeof(value) / c->batch / REF_NET_LAYERS)
            return false;
    if ((c->activation != NULL && !is(c->activation, "relu")) || (c->output != NULL && !is(c->output, "softmax")))
        return false;
    if (is(c->loss, "softmax_cross_entropy"))
        return c->output == NULL && c->labels;
    return is(c->loss, "mse") || is(c->loss, "asymmetric_loss") || is(c->loss, "cross_entropy");
}

bool ref_net_step(const struct ref_net_config *c, const double *w, const double *m, const double *v, const double *x,
                  const double *target, struct ref_net_result *result)
{
    if (!known(c))
        return false;

    const size_t layers = c->layers, batch = c->batch, classes = c->width[layers];
    size_t widest = 0, all = 0, weights = 0;
    for (size_t l = 0; l <= layers; l++) {
        widest = c->width[l] > widest ? c->width[l] : widest;
        all += c->width[l];
        weights += l < layers ? c->width[l] * c->width[l + 1] : 0;
    }

    /* a[l]: inputs of layer l, a[layers] the output; z[l]: a[l] before its activation (z[0] is not used); d, d_in: the
     * gradients of a layer's output and input */
    value *memory = malloc(batch * (2 * all + 2 * widest) * sizeof *memory);
    double *t = malloc(batch * classes * sizeof *t), *room = malloc(3 * classes * sizeof *room);
    bool done = false;
    if (memory == NULL || t == NULL || room == NULL)
        goto end;

    value *a[REF_NET_LAYERS + 1], *z[REF_NET_LAYERS + 1], *next = memory;
    for (size_t l = 0; l <= layers; l++) {
        a[l] = next;
        z[l] = next + batch * c->width[l];
        next += 2 * batch * c->width[l];
    }
    value *d = next, *d_in = next + batch * widest;

    for (size_t i = 0; i < batch * c->width[0]; i++)
        a[0][i] = exact(x[i]);
    for (size_t i = 0; i < batch; i++)
        for (size_t j = 0; j < classes; j++)
            t[i * classes + j] = c->labels ? target[i] == (double)j : target[i * classes + j];

    const double *wl = w, *bl = w + weights;
    for (size_t l = 0; l < layers; l++) {
        const size_t k = c->width[l], n = c->width[l + 1];
        value *before = z[l + 1], *after = a[l + 1];
        dense(c, k, n, a[l], wl, c->bias ? bl : NULL, before);
        wl += k * n;
        bl += c->bias ? n : 0;
        if (l + 1 < layers && c->activation != NULL)
            relu(batch * n, before, after);
        else if (l + 1 == layers && c->output != NULL)
            softmax(c, n, before, after, room);
        else
            memcpy(after, before, batch * n * sizeof *after);
    }

    const value *y = a[layers];
    if (is(c->loss, "mse"))
        result->loss = mse(c, classes, y, t, d);
    else if (is(c->loss, "asymmetric_loss"))
        result->loss = asymmetric_loss(c, classes, y, t, d);
    else if (is(c->loss, "cross_entropy"))
        result->loss = cross_entropy(c, classes, y, t, d);
    else
        result->loss = softmax_cross_entropy(c, classes, y, t, d, room);
    if (c->output != NULL)
        softmax_dx(c, classes, y, d);

    value *gl = result->g + weights, *gb = result->g + ref_net_parameters(c);
    for (size_t l = layers; l-- > 0;) {
        const size_t k = c->width[l], n = c->width[l + 1];
        wl -= k * n;
        gl -= k * n;
        gb -= c->bias ? n : 0;
        dense_dw(c, k, n, a[l], d, gl, c->bias ? gb : NULL);
        if (l > 0) {
            dense_dx(c, k, n, d, wl, d_in);
            if (c->activation != NULL)
                relu_dx(batch * k, z[l], d_in);
            value *other = d;
            d = d_in;
            d_in = other;
        }
    }

    regularize(c, weights, w, &result->loss, result->g);
    done = update(c, ref_net_parameters(c), w, m, v, result);
end:
    free(memory);
    free(t);
    free(room);
    return done;
}
