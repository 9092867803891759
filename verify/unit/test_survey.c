/* SPDX-License-Identifier: MIT
 * test_survey.c - that a survey finds what is wrong: kernels made wrong at one input, under either promise. */
#include "survey.h"

#include "oracle.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdatomic.h>
#include <string.h>

enum { SLICE_SHIFT = 22 }; /* a slice is 2^22 floats */

/* e^x by the library's kernel, but `y` at `x`, and `steps` floats up everywhere. */
static struct {
    float x, y;
    int steps;
} fault;

static atomic_ullong computed;

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    const float *x = a->p[0];
    float *y = a->p[1];
    gradus_find("exp")->impl[0].pass[0].run(a, lo, hi);
    atomic_fetch_add(&computed, hi - lo);
    for (size_t i = lo; i < hi; i++) {
        for (int step = 0; step < fault.steps; step++)
            y[i] = nextafterf(y[i], INFINITY);
        if (x[i] == fault.x)
            y[i] = fault.y;
    }
}

static struct survey survey_of(const char *ulp)
{
    static struct gradus_op op;
    op = *gradus_find("exp");
    op.impl[0] = (struct gradus_impl){.name = "made", .ulp = ulp, .pass = {{run, 'n', 1 << 16}}};
    struct survey s = {.op = &op, .impl = &op.impl[0], .every = 1, .threads = 2};
    survey_start(&s);
    return s;
}

static uint32_t bits_of(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* The slice that holds x, surveyed with result y there. */
static struct survey_sum slice(const char *ulp, float x, float y)
{
    struct survey s = survey_of(ulp);
    struct survey_hard hard = {0};
    struct survey_sum sum = {.slices = bits_of(x) >> SLICE_SHIFT};
    fault.x = x;
    fault.y = y;
    cr_assert(survey_slice(&s, &sum, &hard));
    survey_hard_free(&hard);
    return sum;
}

static float right(float x)
{
    return truth_nearest(truth_of("exp"), (double)x, 0);
}

Test(survey, promises)
{
    cr_expect(survey_of("0").nearest);
    cr_expect(survey_of("10v").nearest);
    cr_expect(survey_of("1000v").nearest);
    cr_expect_not(survey_of("0.5").nearest);
    cr_expect_not(survey_of("2").nearest);
    cr_expect_not(survey_of("nonsense").nearest);
}

Test(survey, right_results_are_right)
{
    struct survey_sum sum = slice("4v", 1.5f, right(1.5f));
    cr_expect_eq(sum.wrong, 0);
    cr_expect_eq(sum.misrounded, 0);
    cr_expect_eq(sum.ulp, 0);
    cr_expect_eq(sum.slices, (bits_of(1.5f) >> SLICE_SHIFT) + 1);
}

Test(survey, one_result_off_by_one_ulp)
{
    const float wrong = nextafterf(right(1.5f), 0);
    struct survey_sum sum = slice("4v", 1.5f, wrong);
    cr_expect_eq(sum.wrong, 1);
    cr_expect_eq(sum.misrounded, 1);
    cr_expect_eq(sum.x, 1.5f);
    cr_expect_eq(sum.got, wrong);
    cr_expect_eq(sum.want, right(1.5f));
    cr_expect(sum.ulp > 0.5 && sum.ulp < 1.5, "%g ulp", sum.ulp);
    cr_expect_eq(sum.ulp_x, 1.5f);
    cr_expect_eq(slice("0", 1.5f, wrong).wrong, 1);
}

Test(survey, a_bound_is_kept_or_broken)
{
    const float x = 1.5f, worse = nextafterf(nextafterf(nextafterf(right(x), INFINITY), INFINITY), INFINITY);
    fault.steps = 2;
    /* The slice is [1.5, 2): all results have the same ulp. */
    struct survey_sum sum = slice("2", x, nextafterf(right(x), 0));
    cr_expect_eq(sum.wrong, 0);
    cr_expect_eq(sum.misrounded, 1 << SLICE_SHIFT);
    cr_expect(sum.ulp > 2.4 && sum.ulp <= 2.5, "%g ulp", sum.ulp);
    cr_expect(sum.beyond > 1.9 && sum.beyond <= 2, "%g ulp beyond", sum.beyond);
    sum = slice("2", x, worse);
    cr_expect_eq(sum.wrong, 1);
    cr_expect_eq(sum.x, x);
    cr_expect_eq(sum.ulp_x, x);
    cr_expect(sum.ulp > 2.5 && sum.ulp < 3.5, "%g ulp", sum.ulp);
    cr_expect_eq(slice("nonsense", x, worse).wrong, 1 << SLICE_SHIFT);
}

/* No bound is wide enough for a wrong class or sign. */
Test(survey, classes)
{
    const char *wide = "1000000000";
    cr_expect_eq(slice(wide, 1, 2).wrong, 0);
    cr_expect_eq(slice(wide, 1, NAN).wrong, 1);
    cr_expect_eq(slice(wide, 1, INFINITY).wrong, 1);
    cr_expect_eq(slice(wide, 1, -right(1)).wrong, 1);
    cr_expect_eq(slice(wide, -200, -0.0f).wrong, 1);
    cr_expect_eq(slice(wide, -200, 0x1p-149f).wrong, 0);
    cr_expect_eq(slice(wide, 200, 0x1.fffffep127f).wrong, 1);
    cr_expect_eq(slice(wide, INFINITY, NAN).wrong, 1);
    cr_expect_eq(slice(wide, 200, 0x1.fffffep127f).ulp, INFINITY);
}

Test(survey, outputs_show_one_bit)
{
    uint64_t same = slice("2", 1.5f, right(1.5f)).outputs;
    cr_expect_eq(slice("2", 1.5f, right(1.5f)).outputs, same);
    cr_expect_neq(slice("2", 1.5f, nextafterf(right(1.5f), 0)).outputs, same);
    cr_expect_eq(slice("2", 1.5f, NAN).outputs, slice("2", 1.5f, -NAN).outputs);
}

Test(survey, hard_inputs_are_remembered)
{
    const float known = 0x1.fffffp-25f; /* of data/hard/exp.csv */
    struct survey s = survey_of("4v");
    struct survey_hard hard = {0};
    struct survey_sum sum = {.slices = bits_of(known) >> SLICE_SHIFT};
    bool found = false;
    cr_assert(survey_slice(&s, &sum, &hard));
    for (size_t i = 0; i < hard.n; i++)
        found = found || hard.x[i] == known;
    cr_expect(found, "among %zu", hard.n);
    survey_hard_free(&hard);
}

static struct survey_sum sample(bool mpfr, uint64_t every)
{
    struct survey s = survey_of("4v");
    struct survey_hard hard = {0};
    struct survey_sum sum = {0};
    s.every = every;
    s.mpfr = mpfr;
    survey_start(&s);
    cr_expect_eq(s.inputs, ((1ull << 32) + every - 1) / every);
    computed = 0;
    while (sum.slices < s.slices)
        cr_assert(survey_slice(&s, &sum, &hard));
    cr_expect_eq(computed, s.inputs);
    survey_hard_free(&hard);
    return sum;
}

Test(survey, a_sample_by_either_truth)
{
    fault.x = NAN;
    struct survey_sum by_double = sample(false, 1 << 16), by_mpfr = sample(true, 1 << 16);
    cr_expect_eq(by_double.misrounded, 0);
    cr_expect_eq(by_mpfr.misrounded, 0);
    cr_expect_eq(by_double.outputs, by_mpfr.outputs);
    cr_expect_neq(by_double.outputs, sample(false, 99999).outputs);
    fault.steps = 1;
    cr_expect(sample(true, 1 << 16).wrong > 1000);
}
