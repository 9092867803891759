/* SPDX-License-Identifier: MIT
 * statistics.c - median, interval, spread. */
#include "statistics.h"

#include <math.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double middle(const double *sorted, size_t n)
{
    if (n == 0)
        return NAN;
    return n % 2 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
}

double statistics_median(double *x, size_t n)
{
    if (n > 1)
        qsort(x, n, sizeof *x, ascending);
    return middle(x, n);
}

/* The median of |x - centre| of a sorted sample, by merging its two halves outward: nothing is copied. */
static double deviation(const double *sorted, size_t n, double centre)
{
    size_t above = 0;
    while (above < n && sorted[above] < centre)
        above++;
    size_t below = above; /* the next one below is at below - 1 */
    double last = 0, before = 0;
    for (size_t taken = 0; taken < n / 2 + 1; taken++) {
        double down = below > 0 ? centre - sorted[below - 1] : INFINITY;
        double up = above < n ? sorted[above] - centre : INFINITY;
        before = last;
        last = down < up ? down : up;
        if (down < up)
            below--;
        else
            above++;
    }
    return n % 2 ? last : before / 2 + last / 2;
}

double statistics_coverage(size_t n, size_t j)
{
    long double tail = 0, logs = lgammal((long double)n + 1) - (long double)n * logl(2);
    for (size_t i = 0; i < j; i++)
        tail += expl(logs - lgammal((long double)i + 1) - lgammal((long double)(n - i) + 1));
    return tail < 0.5L ? (double)(1 - 2 * tail) : 0;
}

struct statistics statistics_of(double *x, size_t n, double confidence)
{
    struct statistics s = {.n = n, .median = NAN, .mad = NAN, .p95 = NAN, .low = NAN, .high = NAN};
    if (n == 0)
        return s;
    s.median = statistics_median(x, n);
    s.mad = deviation(x, n, s.median);
    s.p95 = x[(size_t)ceil(0.95 * (double)n) - 1];
    size_t j = 1;
    while (j + 1 <= (n + 1) / 2 && statistics_coverage(n, j + 1) >= confidence)
        j++;
    s.low = x[j - 1];
    s.high = x[n - j];
    s.coverage = statistics_coverage(n, j);
    return s;
}
