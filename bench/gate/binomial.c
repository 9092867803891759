/* SPDX-License-Identifier: MIT
 * binomial.c - sums of binomial coefficients, smallest terms first. */
#include "binomial.h"

#include <math.h>

double binomial_tail(size_t n, size_t k)
{
    long double term = ldexpl(1, -(int)n), sum = 0; /* P(n heads), then one fewer at a time */
    if (k == 0)
        return 1;
    for (size_t heads = n; heads >= k && heads <= n; heads--) {
        sum += term;
        term *= (long double)heads / (long double)(n - heads + 1);
    }
    return (double)sum;
}

size_t binomial_least(size_t n, double a)
{
    size_t k = n + 1;
    while (k > 0 && binomial_tail(n, k - 1) <= a)
        k--;
    return k;
}

double binomial_two_sided(size_t n, size_t k)
{
    double p = 2 * fmin(binomial_tail(n, k), binomial_tail(n, n - k));
    return p < 1 ? p : 1;
}
