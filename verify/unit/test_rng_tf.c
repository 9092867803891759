/* SPDX-License-Identifier: MIT
 * test_rng_tf.c - against numbers that TensorFlow printed, and Philox against its authors' vectors. */
#include "rng_tf.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

Test(rng_tf, philox_known_answers)
{
    /* The three of Random123's kat_vectors, then blocks of the lecture's streams. */
    static const struct {
        uint32_t counter[4], key[2], out[4];
    } CASE[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
        {{0, 0, 1, 0}, {0x74, 0}, {0xd9c81faf, 0xec2e16e3, 0x8e0feb79, 0x9025894d}},
        {{256, 0, 1, 0}, {0x74, 0}, {0xe22de8a2, 0x1b069e1f, 0x63175e22, 0x36b729f6}},
        {{512, 0, 1, 0}, {0x74, 0}, {0x4395ae82, 0x677439fc, 0x462bf6f7, 0x5468af46}},
        {{3072, 0, 1, 0}, {0x74, 0}, {0xc809c1a9, 0x4228800a, 0x30b37c11, 0xbed7a508}},
        {{0, 0, 1, 0}, {0x05397fb1, 0}, {0xab1e98c7, 0xcdf5cfa7, 0xf1867731, 0x4c3f748e}},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        uint32_t out[4];
        rng_tf_philox(CASE[i].counter, CASE[i].key, out);
        cr_expect_arr_eq(out, CASE[i].out, sizeof out, "case %zu", i);
    }
}

/* set_seed(5); uniform([], maxval=3, dtype=int32, seed=10) twice: 2, then 0 (word 0 modulo 3). */
Test(rng_tf, second_call_of_the_documented_uniform)
{
    struct rng_tf r;
    float ignored;
    rng_tf_seed(&r, 5, 10);
    for (int call = 0; call < 2; call++) {
        const uint32_t counter[4] = {(uint32_t)r.low, (uint32_t)(r.low >> 32), (uint32_t)r.seed2,
                                     (uint32_t)(r.seed2 >> 32)};
        uint32_t out[4];
        rng_tf_philox(counter, r.key, out);
        cr_expect_eq(out[0] % 3, call == 0 ? 2 : 0);
        rng_tf_normal(&r, &ignored, 1, 1.0f);
    }
}

Test(rng_tf, documented_normal)
{
    static const float WANT[] = {-1.3768897f, -0.01258316f, -0.169515f, 1.0824056f};
    struct rng_tf r;
    float x[4];
    rng_tf_seed(&r, 5, 1);
    rng_tf_normal(&r, x, 4, 1.0f);
    for (int i = 0; i < 4; i++) /* eight digits were printed */
        cr_expect(fabsf(x[i] - WANT[i]) <= 5e-9f || x[i] == WANT[i], "%d: %.9g", i, (double)x[i]);
}

Test(rng_tf, normal_before_scaling)
{
    static const float WANT[] = {0.824995219707489f, -0.6831369996070862f, 1.966860055923462f, -0.5480815172195435f};
    struct rng_tf r;
    float x[4];
    rng_tf_seed(&r, 116, 1);
    rng_tf_normal(&r, x, 4, 1.0f);
    cr_expect_arr_eq(x, WANT, sizeof x);
}

Test(rng_tf, yogurt_weights_without_a_global_seed)
{
    struct rng_tf r;
    float x[2];
    rng_tf_seed(&r, RNG_TF_NO_GLOBAL_SEED, 1);
    cr_expect_eq(r.key[0], UINT32_C(0x05397fb1));
    rng_tf_normal(&r, x, 2, 1.0f);
    cr_expect_eq(x[0], -0.8113182187080383f);
    cr_expect_eq(x[1], 1.4845987558364868f);
    cr_expect_eq(r.low, 512);
    rng_tf_normal(&r, x, 2, 0.01f);
    cr_expect_float_eq(x[0], 0.01358777f, 5.5e-9f);
    cr_expect_float_eq(x[1], 0.00541741f, 5.5e-9f);
}

Test(rng_tf, iris_weights)
{
    static const float W1[] = {0.08249952644109726f,   -0.06831370294094086f, 0.1966860145330429f,
                               -0.054808150976896286f, 0.04570520669221878f,  0.13571490347385406f,
                               0.07750896364450455f,   -0.16734954714775085f, -0.10294552892446518f,
                               0.1578400433063507f,    -0.13311003148555756f, 0.060453128069639206f};
    static const float B1[] = {-0.09194934368133545f, -0.12376948446035385f, -0.05381496623158455f};
    struct rng_tf r;
    float w1[12], b1[4] = {0, 0, 0, 42};
    rng_tf_seed(&r, 116, 1);
    rng_tf_truncated_normal(&r, w1, 12, 0.1f);
    cr_expect_arr_eq(w1, W1, sizeof W1);
    cr_expect_eq(r.low, 3072);
    rng_tf_truncated_normal(&r, b1, 3, 0.1f);
    cr_expect_arr_eq(b1, B1, sizeof B1);
    cr_expect_eq(b1[3], 42.0f, "a partial group stays inside");
}

/* The first normal of this group, 2.074, is rejected, so that a second block is needed. */
Test(rng_tf, truncated_normal_rejects)
{
    static const float WANT[] = {-0.9194934368133545f, -1.2376948595046997f, -0.5381496548652649f};
    struct rng_tf r;
    float x[4], n[4];
    rng_tf_seed(&r, 116, 1);
    r.low = 3072;
    struct rng_tf same = r;
    rng_tf_normal(&same, n, 4, 1.0f);
    cr_expect_float_eq(n[0], 2.0743017f, 1e-7f);
    rng_tf_truncated_normal(&r, x, 4, 1.0f);
    cr_expect_arr_eq(x, WANT, sizeof WANT);
    same.low = 3073;
    rng_tf_normal(&same, n, 4, 1.0f);
    cr_expect_eq(x[3], n[0], "the next block goes on where the group was short");
}

Test(rng_tf, truncated_normal_stays_within_two)
{
    enum { N = 40000 };
    static float x[N];
    struct rng_tf r;
    double sum = 0, squares = 0;
    rng_tf_seed(&r, 1, 2);
    rng_tf_truncated_normal(&r, x, N, 1.0f);
    for (int i = 0; i < N; i++) {
        cr_assert(fabsf(x[i]) < 2.0f, "%d: %g", i, (double)x[i]);
        sum += (double)x[i];
        squares += (double)x[i] * (double)x[i];
    }
    cr_expect_float_eq(sum / N, 0, 0.02);
    cr_expect_float_eq(squares / N, 0.7737413, 0.02, "the variance of a normal cut at two");
}

Test(rng_tf, lengths_are_prefixes)
{
    float whole[16], part[16];
    for (size_t n = 0; n <= 16; n++)
        for (int truncated = 0; truncated < 2; truncated++) {
            struct rng_tf r;
            rng_tf_seed(&r, 7, 9);
            (truncated ? rng_tf_truncated_normal : rng_tf_normal)(&r, whole, 16, 2.0f);
            rng_tf_seed(&r, 7, 9);
            part[n % 16] = 42;
            (truncated ? rng_tf_truncated_normal : rng_tf_normal)(&r, part, n, 2.0f);
            cr_expect(memcmp(whole, part, n * sizeof *part) == 0, "n %zu", n);
            cr_expect(n == 16 || part[n] == 42.0f, "n %zu: wrote past the end", n);
            cr_expect_eq(r.low, n * 256);
        }
}

Test(rng_tf, seeds)
{
    static const struct {
        int64_t global, op;
        uint64_t seed, seed2;
    } CASE[] = {
        {116, 1, 116, 1},
        {RNG_TF_NO_GLOBAL_SEED, 1, 87654321, 1},
        {0, 0, 0, 2147483647},
        {2147483647, 2147483647, 0, 2147483647},
        {0, 1, 0, 1},
        {1, 0, 1, 0},
        {2147483648, 4294967296, 1, 2},
        {INT64_C(1) << 40, -1, 512, 2147483646},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct rng_tf r;
        memset(&r, 0xa5, sizeof r);
        rng_tf_seed(&r, CASE[i].global, CASE[i].op);
        cr_expect_eq(r.key[0] | (uint64_t)r.key[1] << 32, CASE[i].seed, "case %zu", i);
        cr_expect_eq(r.seed2, CASE[i].seed2, "case %zu", i);
        cr_expect_eq(r.low, 0);
    }
}

Test(rng_tf, counter_carries_through_all_128_bits)
{
    struct rng_tf r = {.key = {1, 2}, .low = UINT64_MAX, .seed2 = UINT32_MAX}, next = {.key = {1, 2}};
    float x[8], want[4];
    next.seed2 = UINT64_C(1) << 32;
    rng_tf_normal(&r, x, 8, 1.0f);
    rng_tf_normal(&next, want, 4, 1.0f);
    cr_expect_arr_eq(x + 4, want, sizeof want);
    cr_expect_eq(r.seed2, UINT64_C(1) << 32);
    cr_expect_eq(r.low, 8 * 256 - 1);
}
