/* SPDX-License-Identifier: MIT
 * test_compare.c - the comparison that every verdict rests on. */
#include "compare.h"
#include "judge.h"

#include <criterion/criterion.h>
#include <float.h>
#include <math.h>

static const double DENORMAL = 0x1p-149;

Test(compare, ulp_is_the_distance_of_floats)
{
    const float at[] = {1, 1.5f, 2, 0x1p-126f, 0x1.8p-126f, 0x1p-125f, FLT_MAX / 4, 3e-20f, 0x1p100f};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        double distance = (double)nextafterf(at[i], INFINITY) - (double)at[i];
        cr_expect_eq(compare_ulp(at[i]), distance, "at %a", (double)at[i]);
        cr_expect_eq(compare_ulp(-at[i]), distance, "at -%a", (double)at[i]);
    }
    cr_expect_eq(compare_ulp(0), DENORMAL);
    cr_expect_eq(compare_ulp(0x1p-140), DENORMAL);
    cr_expect_eq(compare_ulp(1e-300), DENORMAL);
    cr_expect_eq(compare_ulp(FLT_MAX), 0x1p104);
    cr_expect_eq(compare_ulp(INFINITY), INFINITY);
    cr_expect(isnan(compare_ulp(NAN)));
}

Test(compare, nan_matches_nan_alone)
{
    cr_expect_eq(compare_error(NAN, NAN, 1, false), 0);
    cr_expect_eq(compare_error(NAN, 1, 1, false), INFINITY);
    cr_expect_eq(compare_error(1, NAN, 1, false), INFINITY);
    cr_expect_eq(compare_error(NAN, INFINITY, 1, false), INFINITY);
    cr_expect_eq(compare_error(NAN, 0, INFINITY, true), INFINITY);
}

Test(compare, infinities_match_what_rounds_to_them)
{
    cr_expect_eq(compare_error(INFINITY, INFINITY, INFINITY, false), 0);
    cr_expect_eq(compare_error(INFINITY, 1e39, 1e39, false), 0);
    cr_expect_eq(compare_error(-INFINITY, INFINITY, 1, false), INFINITY);
    cr_expect_eq(compare_error(INFINITY, FLT_MAX, FLT_MAX, false), INFINITY);
    cr_expect_eq(compare_error(FLT_MAX, INFINITY, INFINITY, false), INFINITY);
    cr_expect_eq(compare_error(1, INFINITY, INFINITY, false), INFINITY);
    cr_expect_gt(compare_error(FLT_MAX, 1e39, 1e39, false), 1);
}

Test(compare, counts_beyond_the_last_rounding)
{
    cr_expect_eq(compare_error(1, 1 + 0x1p-25, 1, false), 0);
    cr_expect_eq(compare_error(1, 1 + 0x1p-24, 1, false), 0, "a tie may go either way");
    cr_expect_eq(compare_error(1, 1 + 0x1p-23, 1, false), 0.5);
    cr_expect_eq(compare_error(1, 1 - 0x1p-24, 1, false), 0.25, "below 1 an ulp is half as large");
    cr_expect_eq(compare_error(-1, 1, 1, false), (2 - 0x1p-24) / 0x1p-23);
    cr_expect_eq(compare_error(0, 1e-46, 1e-46, false), 0);
    cr_expect_eq(compare_error(0, 0x1p-148, 0x1p-148, false), 1.5);
}

Test(compare, is_measured_in_ulps_of_scale)
{
    cr_expect_eq(compare_error(0x1p-24f, 0, 1, false), (0x1p-24 - 0x1p-150) / 0x1p-23);
    cr_expect_eq(compare_error(2, 1, 0x1p23, false), 1 - 0x1p-24);
}

Test(compare, an_infinite_scale_forgives_nothing)
{
    cr_expect_eq(compare_error(2, 1, INFINITY, false), INFINITY);
    cr_expect_eq(compare_error(2, 1, NAN, false), INFINITY);
    cr_expect_eq(compare_error(1, 1, NAN, false), 0);
}

Test(compare, zeros_are_equal_and_flushing_is_asked_for)
{
    cr_expect_eq(compare_error(-0.0f, 0.0, 0, false), 0);
    cr_expect_gt(compare_error(0, 0x1p-130, 0x1p-130, false), 1);
    cr_expect_eq(compare_error(0, 0x1p-130, 0x1p-130, true), 0);
    cr_expect_gt(compare_error(0, 0x1p-126, 0x1p-126, true), 0, "the least normal float is not flushed");
    cr_expect_gt(compare_error(0x1p-131f, 0x1p-130, 0x1p-130, true), 0, "half of it is no flushing");
}

/* With the bound of a row that sums in float32 a flushed product passes, with that of one that sums in double it does
 * not. */
Test(compare, flushing_counts_with_the_roundings)
{
    cr_expect_leq(compare_error(0x1p-120f, 0x1p-120 + 0x1p-126, 0x1p-120, true), 1);
    cr_expect_gt(compare_error(0x1p-120f, 0x1p-120 + 0x1p-126, 0x1p-120, false), 1e4);
    cr_expect_gt(compare_error(0x1p-120f, 0x1p-120 + 0x1p-126, 0x1p-120, true), 100 * 0x1p-29);
    cr_expect_gt(compare_error(1, 1 + 0x1p-22, 1, true), 1, "nothing to speak of beside 1");
}

Test(compare, bits)
{
    cr_expect(compare_same_bits(1, 1));
    cr_expect(compare_same_bits(0.1f, 0.1));
    cr_expect(compare_same_bits(NAN, -NAN));
    cr_expect(compare_same_bits(INFINITY, 1e39));
    cr_expect_not(compare_same_bits(-0.0f, 0.0));
    cr_expect_not(compare_same_bits(1, 1 + 0x1p-23));
    cr_expect_not(compare_same_bits(NAN, 1));
    cr_expect_not(compare_same_bits(1, NAN));
}

Test(judge, a_bound_of_zero_asks_for_bits)
{
    const struct gradus_operand value = {"y", "n", GRADUS_OUT}, label = {"label", "n", GRADUS_OUT, 'n'};
    cr_expect_eq(judge_error(&value, -0.0, 0, 0, 0, false), INFINITY);
    cr_expect_eq(judge_error(&value, -0.0, 0, 0, 1, false), 0);
    cr_expect_eq(judge_error(&value, 0, 0x1p-130, 0x1p-130, 0, true), 0);
    cr_expect_eq(judge_error(&value, 1, 1, 1, 0, false), 0);
    cr_expect_eq(judge_error(&label, 3, 3, 3, 0, false), 0);
    cr_expect_eq(judge_error(&label, 3, 4, 4, 100, false), INFINITY);
}

Test(judge, ratio)
{
    cr_expect_eq(judge_ratio(0, 0), 0);
    cr_expect_eq(judge_ratio(1, 2), 0.5);
    cr_expect_eq(judge_ratio(1, 0), INFINITY);
    cr_expect_eq(judge_ratio(INFINITY, INFINITY), INFINITY, "inf / inf is no pass");
    cr_expect_eq(judge_ratio(0, NAN), INFINITY);
    cr_expect_eq(judge_ratio(NAN, 1), INFINITY);
}

Test(judge, finds_the_worst_and_counts)
{
    const struct gradus_op op = {
        .name = "op", .axes = "n", .operand = {{"x", "n"}, {"y", "n", GRADUS_OUT}}, .impl = {{"exact", NULL, "1"}}};
    double got[] = {1, 2, 3, NAN}, want[] = {1, 2 + 0x1p-20, 3, 4}, scale[] = {1, 2, 3, 4};
    const size_t dim[] = {4};
    struct judge_call call = {
        .op = &op, .dim = dim, .count = {4, 4}, .got = {NULL, got}, .want = {NULL, want}, .scale = {NULL, scale}};
    struct judge_worst worst;
    judge(&call, judge_bound(&op, &op.impl[0], dim), &worst);
    cr_expect_eq(worst.values, 4);
    cr_expect_eq(worst.wrong, 2);
    cr_expect_eq(worst.operand, 1);
    cr_expect_eq(worst.element, 3);
    judge(&call, NAN, &worst);
    cr_expect_eq(worst.wrong, 4, "nothing is within a bound that cannot be read");
}
