/* SPDX-License-Identifier: MIT
 * slope.c - central differences D(h) = (f(x + h) - f(x - h)) / 2h, extrapolated once.
 *
 * D(h) = f' + h^2/6 f''' + O(h^4), so D(2h) - D(h) = h^2/2 f''' + O(h^4): the extrapolated (4 D(h) - D(2h)) / 3 has
 * lost the h^2 term, and |D(2h) - D(h)| / 3, the error of D(h) itself, bounds its error from above. With values of f
 * within r of the truth, D(h) is within r / h and D(2h) within r / 2h, the extrapolated value within (4/3 + 1/6) r / h.
 * h = |x| 2^-17, rounded to a power of two: near the cube root of a double's precision, where both errors balance, and
 * x + h is exact for a float x.
 */
#include "slope.h"

#include <float.h>
#include <math.h>

/* The value of the scalar at what in[] holds; *rounding grows to the bound of its error. */
static double value(struct slope *s, double *rounding)
{
    struct reference *r = s->r;
    double sum = 0, size = 0, bound = 0;
    size_t terms = 0;
    reference_run(r);
    for (int o = 0; o < gradus_operands(r->op); o++)
        for (size_t i = 0; s->weight[o] && i < r->count[o]; i++) {
            if (s->only >= 0 && i != (size_t)s->only)
                continue;
            double term = s->weight[o][i] * r->want[o][i];
            sum += term;
            size += fabs(term);
            bound += fabs(s->weight[o][i]) * reference_rounding(r, o, r->scale[o][i]);
            terms++;
        }
    bound += (double)(terms + 1) * (DBL_EPSILON / 2) * size; /* products and sum here */
    *rounding = fmax(*rounding, bound);
    return sum;
}

static double difference(struct slope *s, double *x, double h, double *rounding)
{
    double middle = *x;
    *x = middle + h;
    double above = value(s, rounding);
    *x = middle - h;
    double below = value(s, rounding);
    *x = middle;
    return (above - below) / (2 * h);
}

double slope_by(struct slope *s, int operand, size_t element, double *error)
{
    double *x = &s->r->in[operand][element], rounding = 0;
    double h = ldexp(1, ilogb(*x) - 17);
    double near = difference(s, x, h, &rounding), far = difference(s, x, 2 * h, &rounding);
    reference_run(s->r);
    *error = fabs(far - near) / 3 + 1.5 * rounding / h;
    return (4 * near - far) / 3;
}
