/* SPDX-License-Identifier: MIT
 * test_digest.c - every bit counts, in its place; how it is handed over does not, nor which NaN it is. */
#include "digest.h"

#include <criterion/criterion.h>
#include <math.h>

enum { N = 37 };

static uint64_t of_floats(const float *x, size_t n)
{
    struct digest d;
    digest_start(&d);
    digest_floats(&d, x, n);
    return digest_end(&d);
}

Test(digest, every_bit_counts)
{
    uint32_t word[N];
    struct digest d;
    for (uint32_t i = 0; i < N; i++)
        word[i] = i * i;
    digest_start(&d);
    digest_words(&d, word, N);
    const uint64_t whole = digest_end(&d);
    for (int i = 0; i < N; i++)
        for (int bit = 0; bit < 32; bit++) {
            word[i] ^= (uint32_t)1 << bit;
            digest_start(&d);
            digest_words(&d, word, N);
            cr_expect_neq(digest_end(&d), whole, "bit %d of word %d", bit, i);
            word[i] ^= (uint32_t)1 << bit;
        }
    digest_start(&d);
    digest_words(&d, word, N - 1);
    cr_expect_neq(digest_end(&d), whole);
}

Test(digest, order_counts_and_pieces_do_not)
{
    float x[N], y[N];
    for (int i = 0; i < N; i++)
        x[i] = y[i] = (float)i;
    y[3] = x[11]; /* the same lane */
    y[11] = x[3];
    cr_expect_neq(of_floats(x, N), of_floats(y, N));
    for (size_t cut = 0; cut <= N; cut++) {
        struct digest d;
        digest_start(&d);
        digest_floats(&d, x, cut);
        digest_floats(&d, x + cut, N - cut);
        cr_expect_eq(digest_end(&d), of_floats(x, N), "cut at %zu", cut);
    }
    cr_expect_neq(digest_join(1, 2), digest_join(2, 1));
}

Test(digest, one_nan_is_as_good_as_another)
{
    const float nan = NAN, other = -NAN, zero = 0, minus = -0.0f, infinite = INFINITY;
    cr_expect_eq(of_floats(&nan, 1), of_floats(&other, 1));
    cr_expect_neq(of_floats(&zero, 1), of_floats(&minus, 1));
    cr_expect_neq(of_floats(&nan, 1), of_floats(&infinite, 1));
}

Test(digest, a_build_is_itself)
{
    uint64_t a, b;
    cr_assert(digest_build(&a) && digest_build(&b));
    cr_expect_eq(a, b);
}
