/* SPDX-License-Identifier: MIT
 * test_statistics.c - medians, spreads and intervals of samples small enough to check by hand, and the coverage of an
 * interval against sums of binomial coefficients. */
#include "measure/statistics.h"

#include <criterion/criterion.h>
#include <math.h>

static struct statistics of(const double *x, size_t n)
{
    double copy[64];
    for (size_t i = 0; i < n; i++)
        copy[i] = x[i];
    return statistics_of(copy, n, 0.95);
}

Test(statistics, of_nothing)
{
    struct statistics s = statistics_of(NULL, 0, 0.95);
    cr_expect(s.n == 0 && s.coverage == 0);
    cr_expect(isnan(s.median) && isnan(s.mad) && isnan(s.p95) && isnan(s.low) && isnan(s.high));
}

Test(statistics, of_one)
{
    struct statistics s = of((double[]){7}, 1);
    cr_expect(s.median == 7 && s.mad == 0 && s.p95 == 7 && s.low == 7 && s.high == 7);
    cr_expect(s.coverage == 0, "one value says nothing about where the median is");
}

Test(statistics, of_two)
{
    struct statistics s = of((double[]){5, 3}, 2);
    cr_expect(s.median == 4 && s.mad == 1 && s.p95 == 5 && s.low == 3 && s.high == 5);
    cr_expect_float_eq(s.coverage, 0.5, 1e-15);
}

Test(statistics, of_three)
{
    struct statistics s = of((double[]){9, 1, 2}, 3);
    cr_expect(s.median == 2 && s.mad == 1 && s.p95 == 9 && s.low == 1 && s.high == 9);
    cr_expect_float_eq(s.coverage, 0.75, 1e-15);
}

Test(statistics, of_ties)
{
    struct statistics s = of((double[]){4, 4, 4, 4, 4, 4, 4}, 7);
    cr_expect(s.median == 4 && s.mad == 0 && s.low == 4 && s.high == 4);
    s = of((double[]){1, 2, 2, 2, 3, 2, 2, 1}, 8);
    cr_expect(s.median == 2 && s.mad == 0, "median %g, mad %g", s.median, s.mad);
}

Test(statistics, with_one_wild_value)
{
    struct statistics s = of((double[]){10, 11, 12, 13, 14, 15, 16, 17, 1e9}, 9);
    cr_expect(s.median == 14 && s.mad == 2, "median %g, mad %g", s.median, s.mad);
    cr_expect(s.p95 == 1e9, "it is kept");
    cr_expect(s.low == 11 && s.high == 17, "the interval is %g..%g", s.low, s.high);
}

/* All deviations, the slow way, against the merge. */
Test(statistics, mad_by_definition)
{
    double x[64], deviation[64], seed = 1;
    for (size_t n = 1; n <= 64; n++) {
        for (size_t i = 0; i < n; i++) {
            seed = fmod(seed * 16807, 2147483647);
            x[i] = floor(seed / 2147483647 * 40);
        }
        double median = of(x, n).median;
        for (size_t i = 0; i < n; i++)
            deviation[i] = fabs(x[i] - median);
        double want = statistics_median(deviation, n);
        cr_expect_float_eq(of(x, n).mad, want, 1e-12, "n = %zu: %g, not %g", n, of(x, n).mad, want);
    }
}

/* 1 - 2 sum_{i<j} C(n, i) / 2^n in whole numbers. */
Test(statistics, coverage_is_exact)
{
    for (size_t n = 1; n <= 60; n++) {
        double sum = 0, choose = 1;
        for (size_t j = 1; j <= (n + 1) / 2; j++) {
            sum += choose;
            choose = choose * (double)(n - j + 1) / (double)j;
            double want = 1 - 2 * ldexp(sum, -(int)n);
            cr_expect_float_eq(statistics_coverage(n, j), want, 1e-13, "n = %zu, j = %zu: %.17g, not %.17g", n, j,
                               statistics_coverage(n, j), want);
        }
    }
}

/* 21 rounds, as bench takes them: the 6th and the 16th value, 97.3 %. */
Test(statistics, the_narrowest_interval_that_covers)
{
    double x[21];
    for (int i = 0; i < 21; i++)
        x[i] = 20 - i;
    struct statistics s = of(x, 21);
    cr_expect(s.low == 5 && s.high == 15, "%g..%g", s.low, s.high);
    cr_expect_float_eq(s.coverage, 0.97339630126953125, 1e-13);
    cr_expect(statistics_coverage(21, 7) < 0.95);
}

Test(statistics, of_many)
{
    cr_expect_float_eq(statistics_coverage(20000, 9862), 0.95, 0.002);
    cr_expect(statistics_coverage(20000, 1) == 1);
}
