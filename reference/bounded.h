/* SPDX-License-Identifier: MIT
 * bounded.h - numbers with a running error bound, the arithmetic of the reference network.
 *
 * Throughout: an input may be off by its error e, which moves the result by at most the sum of |derivative| e (products
 * keep e e as well); then the result is stored, which adds 1/2 ulp and the kernel's own ulps of scale. The rounding of
 * this arithmetic itself, 2^-53, is far below either.
 */
#ifndef BOUNDED_H
#define BOUNDED_H

#include "net.h"

#include <math.h>

typedef struct ref_net_value value;

/* Distance of neighbouring float32 at |x|. */
static inline double ulp32(double x)
{
    int e;

    if (!isfinite(x))
        return INFINITY;
    frexp(x, &e);
    return x == 0 || e < -125 ? 0x1p-149 : ldexp(1, e - 24);
}

/* What storing adds to a result that is already `error` off, by a kernel that is `ulps` ulps of scale off. What is
 * computed from zeros alone is exact. */
static inline double own(double v, double error, double scale, double ulps)
{
    return scale + error == 0 ? 0 : 0.5 * ulp32(fabs(v) + error) + ulps * ulp32(scale + error);
}

/* A result that is `error` off because of its inputs, stored. */
static inline value stored(double v, double error, double scale, double ulps)
{
    const double sum = error + own(v, error, scale, ulps);
    return (value){v, isnan(sum) || (sum > 0 && !isfinite(v)) ? INFINITY : sum};
}

static inline value exact(double v)
{
    return (value){v, 0};
}

/* Error of a b. */
static inline double product_error(value a, value b)
{
    return fabs(a.value) * b.error + a.error * fabs(b.value) + a.error * b.error;
}

static inline double size_of(value a)
{
    return fabs(a.value) + a.error;
}

/* A sum of products that grows term by term. */
struct sum {
    double value, error, scale;
};

static inline void add_product(struct sum *s, value a, value b)
{
    s->value += a.value * b.value;
    s->error += product_error(a, b);
    s->scale += size_of(a) * size_of(b);
}

static inline value stored_sum(const struct ref_net_config *c, const struct sum *s, size_t terms)
{
    return stored(s->value, s->error, s->scale, c->row_ulps + c->dot_ulps * (double)(terms + 1));
}

#endif
