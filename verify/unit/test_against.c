/* SPDX-License-Identifier: MIT
 * test_against.c - how we stand to a peer, from the rounds of both; slices of things that time themselves; who may be
 * asked for. */
#include "against.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* Where both slow down together, their ratio stays. */
Test(against, ratio_is_taken_round_by_round)
{
    double ours[] = {1, 2, 1, 3, 1}, peers[] = {2, 4, 2, 6, 2}, sample[5];
    struct entrant a = {.round = ours}, b = {.round = peers};
    struct statistics s = against_ratio(&a, &b, 5, sample);
    cr_expect(s.median == 2 && s.low == 2 && s.high == 2);
    s = against_ratio(&b, &a, 5, sample);
    cr_expect_eq(s.median, 0.5);
}

/* The interval of 21 values at 95 %: the 6th from either end. */
Test(against, interval_of_the_ratio)
{
    double ours[21], peers[21], sample[21];
    struct entrant a = {.round = ours}, b = {.round = peers};
    for (int i = 0; i < 21; i++) {
        ours[i] = 10 + i % 3;
        peers[i] = ours[i] * (i + 1);
    }
    struct statistics s = against_ratio(&a, &b, 21, sample);
    cr_expect(s.median == 11 && s.low == 6 && s.high == 16, "%g in %g .. %g", s.median, s.low, s.high);
    cr_expect(s.coverage >= 0.95);
}

static double two_microseconds(void *self, uint64_t iterations)
{
    ++*(int *)self;
    return 2e3 * (double)iterations;
}

static double fails(void *self, uint64_t iterations)
{
    (void)iterations;
    ++*(int *)self;
    return NAN;
}

Test(against, slices_of_what_times_itself)
{
    struct slices_plan plan = slices_plan(true, 1);
    double reading[2][16], round[16];
    int calls[2] = {0};
    struct slices_variant v[] = {{.timed = two_microseconds, .self = &calls[0], .reading = reading[0]},
                                 {.timed = fails, .self = &calls[1], .reading = reading[1]}};
    size_t rounds = slices_measure(v, 2, &plan);
    cr_assert_eq(rounds, plan.rounds);
    cr_expect_eq(v[0].iterations, (uint64_t)(plan.slice_ns / 2e3));
    slices_rounds(&v[0], rounds, &plan, round);
    for (size_t i = 0; i < rounds; i++)
        cr_expect_eq(round[i], 2e3);
    cr_expect(isnan(reading[1][0]), "what fails has no time");
    cr_expect_leq(calls[1], 1 + (int)(plan.rounds * plan.slices), "and is not calibrated for ever");
}

Test(against, names)
{
    struct contenders c;
    char error[400];
    cr_assert(contenders_read(&c, "sleef,./mine", error, sizeof error), "%s", error);
    cr_assert_eq(c.n, 3);
    cr_expect_str_eq(c.one[0].name, "gradus");
    cr_expect_str_eq(c.one[2].name, "./mine");
    cr_assert(contenders_read(&c, "all", error, sizeof error), "%s", error);
    cr_expect_gt(c.n, 9);
    cr_expect_not(contenders_read(&c, "sleaf", error, sizeof error));
    cr_expect(strstr(error, "did you mean sleef?"), "%s", error);
}
