/* SPDX-License-Identifier: MIT
 * statistics.h - order statistics: what a sample says without assuming how it is distributed. */
#ifndef STATISTICS_H
#define STATISTICS_H

#include <stddef.h>

struct statistics {
    size_t n;
    double median;    /* the mean of the two middle values where n is even */
    double mad;       /* median of |x - median|, not scaled */
    double p95;       /* the least value that 95 % of the sample do not exceed */
    double low, high; /* an interval for the true median: the j-th smallest and the j-th largest value, */
    double coverage;  /* and the exact probability that it holds, for independent values */
};

/* Sorts x. The interval is the narrowest whose coverage is at least `confidence`, or the whole sample where it is too
 * small for that: `coverage` then says less (0 for one value, .5 for two). n = 0: everything is NaN, coverage 0. */
struct statistics statistics_of(double *x, size_t n, double confidence);

/* The median; sorts x. NaN for n = 0. */
double statistics_median(double *x, size_t n);

/* P(x(j) <= true median <= x(n+1-j)) = 1 - 2 P(Bin(n, 1/2) < j), for 1 <= j <= (n + 1) / 2. */
double statistics_coverage(size_t n, size_t j);

#endif
