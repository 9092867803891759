/* SPDX-License-Identifier: MIT
 * net_activations.c - the activations of the reference network, and the chain rule through them. Lecture F12 to F15.
 *
 * Every f here rises, so over x +- e it lies between its values at the ends. Every f' rises or falls on either side of
 * 0, so it lies between its values at the ends and, where 0 is inside, at 0.
 */
#include "net_parts.h"

#include <string.h>

static double relu(double x)
{
    return x > 0 ? x : 0;
}

static double relu_slope(double x)
{
    return x > 0;
}

/* alpha is TensorFlow's, 0.2. */
static double leaky_relu(double x)
{
    return x > 0 ? x : 0.2 * x;
}

static double leaky_relu_slope(double x)
{
    return x > 0 ? 1 : 0.2;
}

/* 1 - tanh^2 x, without its cancellation */
static double tanh_slope(double x)
{
    return 1 / (cosh(x) * cosh(x));
}

static double sigmoid(double x)
{
    return 1 / (1 + exp(-x));
}

/* f (1 - f), and 1 - f(x) = f(-x) */
static double sigmoid_slope(double x)
{
    return sigmoid(x) * sigmoid(-x);
}

static double softplus(double x)
{
    return log1p(exp(x));
}

static const struct activation {
    const char *name;
    double (*f)(double), (*slope)(double);
    bool exact; /* f, f' and the product with f' are not rounded */
} activations[] = {
    {"relu", relu, relu_slope, true},       {"leaky_relu", leaky_relu, leaky_relu_slope, false},
    {"tanh", tanh, tanh_slope, false},      {"sigmoid", sigmoid, sigmoid_slope, false},
    {"softplus", softplus, sigmoid, false}, {"exp", exp, exp, false},
};

static const struct activation *find(const char *name)
{
    for (size_t i = 0; i < sizeof activations / sizeof *activations; i++)
        if (strcmp(activations[i].name, name) == 0)
            return &activations[i];
    return NULL;
}

bool net_activation_known(const char *name)
{
    return find(name) != NULL;
}

/* f at x +- e, as the rows store it. */
static value at(const struct ref_net_config *c, double (*f)(double), value x, bool is_exact)
{
    const double v = f(x.value);
    double error = fmax(fabs(f(x.value + x.error) - v), fabs(v - f(x.value - x.error)));

    if (fabs(x.value) <= x.error)
        error = fmax(error, fabs(f(0) - v));
    return is_exact ? (value){v, error} : stored(v, error, fabs(v), c->row_ulps);
}

/* y = f(x) */
void net_activate(const struct ref_net_config *c, size_t n, const value *x, value *y)
{
    const struct activation *a = find(c->activation);

    for (size_t i = 0; i < n; i++)
        y[i] = at(c, a->f, x[i], a->exact);
}

/* dy becomes dx = dy f'(x), f'(x) stored before. */
void net_activate_dx(const struct ref_net_config *c, size_t n, const value *x, value *dy)
{
    const struct activation *a = find(c->activation);

    for (size_t i = 0; i < n; i++) {
        const value d = at(c, a->slope, x[i], a->exact);
        const double v = dy[i].value * d.value, error = product_error(dy[i], d);
        dy[i] = a->exact ? (value){v, isnan(error) ? INFINITY : error} : stored(v, error, fabs(v), c->row_ulps);
    }
}
