/* SPDX-License-Identifier: MIT
 * test_amdahl.c - the fitted serial part: exact curves, an outlier, no gain, too few points. */
#include "amdahl.h"

#include <criterion/criterion.h>
#include <math.h>

enum { POINTS = 8 };

static void curve(double serial, int *threads, double *time)
{
    for (int i = 0; i < POINTS; i++) {
        threads[i] = i + 1;
        time[i] = 250 * (serial + (1 - serial) / threads[i]);
    }
}

Test(amdahl, exact_curves)
{
    static const double serial[] = {0, 0.05, 0.5, 1, 1.2, -0.1};
    int threads[POINTS];
    double time[POINTS];
    struct amdahl fit;
    for (size_t i = 0; i < sizeof serial / sizeof *serial; i++)
        for (size_t n = AMDAHL_POINTS; n <= POINTS; n++) {
            curve(serial[i], threads, time);
            cr_assert(amdahl_fit(threads, time, n, &fit));
            cr_expect_float_eq(fit.serial, serial[i], 1e-14, "%g: %g", serial[i], fit.serial);
            cr_expect_float_eq(fit.residual, 0, 1e-14);
        }
}

Test(amdahl, an_outlier_shows)
{
    int threads[POINTS];
    double time[POINTS];
    struct amdahl fit;
    curve(0.1, threads, time);
    time[5] *= 3;
    cr_assert(amdahl_fit(threads, time, POINTS, &fit));
    cr_expect(fit.serial > 0.1 && fit.serial < 0.25, "%g", fit.serial);
    cr_expect(fit.residual > 0.1, "%g", fit.residual);
}

Test(amdahl, no_gain)
{
    static const int threads[] = {1, 2, 4, 8};
    static const double time[] = {7, 7, 7, 7};
    struct amdahl fit;
    cr_assert(amdahl_fit(threads, time, 4, &fit));
    cr_expect_eq(fit.serial, 1);
    cr_expect_eq(fit.residual, 0);
}

Test(amdahl, too_few)
{
    int threads[POINTS];
    double time[POINTS];
    struct amdahl fit;
    curve(0.1, threads, time);
    for (size_t n = 0; n < AMDAHL_POINTS; n++)
        cr_expect_not(amdahl_fit(threads, time, n, &fit));
}
