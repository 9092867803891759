/* SPDX-License-Identifier: MIT
 * test_fill.c - ranges kept to the last float, and a stream per seed. */
#include "fill.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 100000 };

static float x[N], y[N];
static int32_t label[N];

Test(fill, stays_in_the_range)
{
    static const struct {
        double lo, hi;
    } CASE[] = {
        {0, 1},
        {-10, 10},
        {0, 0x1p-148},     /* holds two floats, one denormal */
        {1, 0x1.000002p0}, /* holds one float: a value in its upper half would round to hi */
        {1, 0x1.000004p0},
        {0.1, 0.1000001}, /* (float)0.1 is above 0.1, (float)0.1000001 is above its double too */
        {-0.3, -0.2999999},
        {16777216, 16777220},
        {-3.4e38, 3.4e38},
        {1e-40, 1.0001e-40},
        {-5, 0},
    };
    for (size_t c = 0; c < sizeof CASE / sizeof *CASE; c++) {
        size_t outside = 0;
        fill_uniform(x, N, CASE[c].lo, CASE[c].hi, 10);
        for (size_t i = 0; i < N; i++)
            outside += !((double)x[i] >= CASE[c].lo && (double)x[i] < CASE[c].hi);
        cr_expect_eq(outside, 0, "[%a, %a): %zu of %d outside", CASE[c].lo, CASE[c].hi, outside, N);
    }
}

Test(fill, default_range)
{
    fill_uniform(x, N, 0, 0, 3);
    fill_uniform(y, N, -1, 1, 3);
    cr_expect(memcmp(x, y, sizeof x) == 0);
}

/* Each of 20 cells of the range gets its share: 5000 each, and five standard deviations are 345. */
Test(fill, is_uniform)
{
    int count[20] = {0};
    fill_uniform(x, N, -1, 1, 1);
    for (size_t i = 0; i < N; i++)
        count[(int)((x[i] + 1) * 10)]++;
    for (int k = 0; k < 20; k++)
        cr_expect(abs(count[k] - N / 20) < 345, "cell %d: %d", k, count[k]);
}

Test(fill, reaches_small_values_with_full_precision)
{
    size_t odd = 0;
    fill_uniform(x, N, -1, 1, 1);
    for (size_t i = 0; i < N; i++) {
        uint32_t bits;
        memcpy(&bits, &x[i], sizeof bits);
        odd += bits & 1;
    }
    cr_expect(odd > N * 0.48 && odd < N * 0.52, "%zu of %d have their last bit set", odd, N);
}

Test(fill, a_part_is_the_beginning_of_the_whole)
{
    fill_uniform(x, N, -2, 5, 7);
    for (size_t n = 0; n < 100; n++) {
        y[n] = 42;
        fill_uniform(y, n, -2, 5, 7);
        cr_expect(memcmp(x, y, n * sizeof *x) == 0, "n %zu", n);
        cr_expect_eq(y[n], 42.0f, "n %zu: wrote past the end", n);
    }
}

/* Seeds that are counted up must not give one stream, shifted or mirrored. */
Test(fill, seeds_are_independent)
{
    fill_uniform(x, N, -1, 1, 10);
    for (uint64_t seed = 0; seed < 20; seed++) {
        if (seed == 10)
            continue;
        fill_uniform(y, N, -1, 1, seed);
        for (long shift = -20; shift <= 20; shift++) {
            double product = 0;
            for (long i = 20; i < N - 20; i++)
                product += (double)x[i] * (double)y[i + shift];
            cr_assert(fabs(product / N) < 0.006, "seed %d, shift %ld: %g", (int)seed, shift, product / N);
        }
    }
}

/* A result that names its seed can be repeated only while the numbers stay what they are, on every machine. */
Test(fill, values_are_pinned)
{
    static const float WANT[] = {0x1.7906acp-2f, 0x1.e31adap-1f, 0x1.72becep-5f, 0x1.8e0c36p-1f};
    fill_uniform(x, 4, 0, 1, 1);
    cr_expect_arr_eq(x, WANT, sizeof WANT, "%a %a %a %a", (double)x[0], (double)x[1], (double)x[2], (double)x[3]);
    static const int32_t LABEL[] = {3, 9, 0, 7, 2, 7, 6, 2};
    fill_labels(label, 8, 10, 1);
    cr_expect_arr_eq(label, LABEL, sizeof LABEL, "%d %d %d %d %d %d %d %d", label[0], label[1], label[2], label[3],
                     label[4], label[5], label[6], label[7]);
}

Test(fill, labels)
{
    static const size_t BELOW[] = {1, 2, 3, 10, 1000, INT32_MAX};
    for (size_t b = 0; b < sizeof BELOW / sizeof *BELOW; b++) {
        size_t outside = 0, low = 0;
        fill_labels(label, N, BELOW[b], 10);
        for (size_t i = 0; i < N; i++) {
            outside += label[i] < 0 || (size_t)label[i] >= BELOW[b];
            low += (size_t)label[i] < (BELOW[b] + 1) / 2;
        }
        double share = (double)((BELOW[b] + 1) / 2) / (double)BELOW[b];
        cr_expect_eq(outside, 0, "below %zu", BELOW[b]);
        cr_expect_float_eq((double)low / N, share, 0.01, "below %zu", BELOW[b]);
    }
}

Test(fill, every_label_occurs)
{
    int count[10] = {0};
    fill_labels(label, N, 10, 2);
    for (size_t i = 0; i < N; i++)
        count[label[i]]++;
    for (int k = 0; k < 10; k++)
        cr_expect(abs(count[k] - N / 10) < 475, "label %d: %d", k, count[k]);
    fill_labels(label + 1, 3, 10, 2);
    label[0] = 42;
    fill_labels(label, 0, 10, 2);
    cr_expect_eq(label[0], 42);
}
