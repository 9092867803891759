/* SPDX-License-Identifier: MIT
 * test_grid.c - the lecture's p6 and p7, and NumPy's floating-point habits. */
#include "grid.h"

#include <criterion/criterion.h>
#include <math.h>

Test(grid, p6_vstack)
{
    static const double A[] = {1, 2, 3}, B[] = {4, 5, 6}, WANT[] = {1, 2, 3, 4, 5, 6};
    double out[6];
    grid_vstack(A, 1, B, 1, 3, out);
    cr_expect_arr_eq(out, WANT, sizeof WANT);
}

Test(grid, vstack_of_unequal_heights)
{
    static const double A[] = {1, 2, 3, 4}, B[] = {5, 6}, WANT[] = {1, 2, 3, 4, 5, 6}, SWAPPED[] = {5, 6, 1, 2, 3, 4};
    double out[7] = {0, 0, 0, 0, 0, 0, 42};
    grid_vstack(A, 2, B, 1, 2, out);
    cr_expect_arr_eq(out, WANT, sizeof WANT);
    grid_vstack(B, 1, A, 2, 2, out);
    cr_expect_arr_eq(out, SWAPPED, sizeof SWAPPED);
    grid_vstack(NULL, 0, A, 2, 2, out);
    cr_expect_arr_eq(out, A, sizeof A);
    grid_vstack(A, 2, NULL, 0, 2, out);
    cr_expect_arr_eq(out, A, sizeof A);
    cr_expect_eq(out[6], 42.0);
}

Test(grid, p7_mgrid)
{
    static const struct grid_axis A = {1, 3, 1}, B = {2, 4, 0.5};
    static const double X[] = {1, 1, 1, 1, 2, 2, 2, 2}, Y[] = {2, 2.5, 3, 3.5, 2, 2.5, 3, 3.5};
    static const double GRID[] = {1, 2, 1, 2.5, 1, 3, 1, 3.5, 2, 2, 2, 2.5, 2, 3, 2, 3.5};
    double x[8], y[8], grid[16];
    cr_assert_eq(grid_points(&A), 2);
    cr_assert_eq(grid_points(&B), 4);
    grid_mgrid(&A, &B, x, y);
    cr_expect_arr_eq(x, X, sizeof X);
    cr_expect_arr_eq(y, Y, sizeof Y);
    grid_ravel(x, 8, x);
    cr_expect_arr_eq(x, X, sizeof X);
    grid_column_stack(x, y, 8, grid);
    cr_expect_arr_eq(grid, GRID, sizeof GRID);
}

Test(grid, ravel_copies)
{
    static const double X[] = {1, 2, 3};
    double out[4] = {0, 0, 0, 42};
    grid_ravel(X, 3, out);
    cr_expect_arr_eq(out, X, sizeof X);
    cr_expect_eq(out[3], 42.0);
}

/* p29's grid. Adding 0.1 again and again would reach other doubles than NumPy's product does. */
Test(grid, p29_mgrid_bits)
{
    static const struct grid_axis A = {-3, 3, .1};
    static double x[3600], y[3600];
    cr_assert_eq(grid_points(&A), 60);
    grid_mgrid(&A, &A, x, y);
    static const int AT[] = {0, 1, 31, 59};
    static const double WANT[] = {-0x1.8p+1, -0x1.7333333333333p+1, 0x1.99999999999a0p-4, 0x1.7333333333334p+1};
    for (int i = 0; i < 4; i++) {
        cr_expect_eq(y[AT[i]], WANT[i]);
        cr_expect_eq(x[60 * AT[i]], WANT[i]);
        cr_expect_eq(x[60 * AT[i] + 59], WANT[i], "x is constant along a row");
    }
}

Test(grid, points_are_counted_as_numpy_counts)
{
    static const struct {
        struct grid_axis axis;
        size_t points;
    } CASE[] = {
        {{0, 1, .3}, 4},       {{0, 1, .1}, 10},      {{1, 0, -.25}, 4}, {{1, 1.3, .1}, 4}, /* a famous one: 1.3 - 1 is
                                                                                               above 3 * 0.1, and the
                                                                                               end comes in */
        {{0, 1, 2}, 1},        {{0, 0, 1}, 0},        {{1, 0, 1}, 0},    {{0, 1, -1}, 0},   {{0, 1, 0}, 0},
        {{0, 0, 0}, 0},        {{0, INFINITY, 1}, 0}, {{NAN, 1, 1}, 0},  {{0, 1, NAN}, 0},  {{0, 1, 1e-300}, 0},
        {{0, 1, INFINITY}, 0},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++)
        cr_expect_eq(grid_points(&CASE[i].axis), CASE[i].points, "case %zu: %zu", i, grid_points(&CASE[i].axis));
}
