/* SPDX-License-Identifier: MIT
 * test_rng_numpy.c - against numbers that NumPy 1.24 and the lecture printed. */
#include "csv.h"
#include "dataset.h"
#include "rng_numpy.h"

#include <criterion/criterion.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct rng_numpy seeded(uint32_t seed)
{
    struct rng_numpy r;
    memset(&r, 0xa5, sizeof r); /* what seeding forgets to set shows */
    rng_numpy_seed(&r, seed);
    return r;
}

Test(rng_numpy, first_word_of_the_reference_seed)
{
    struct rng_numpy r = seeded(5489);
    cr_expect_eq(rng_numpy_u32(&r), UINT32_C(3499211612));
    /* std::mt19937: the 10000th word of the default seed, as the C++ standard requires it. */
    for (int i = 2; i < 10000; i++)
        rng_numpy_u32(&r);
    cr_expect_eq(rng_numpy_u32(&r), UINT32_C(4123659995));
}

Test(rng_numpy, p5_random_state)
{
    static const double WANT[] = {0.417022004702574,   0.7203244934421581, 0.00011437481734488664, 0.30233257263183977,
                                  0.14675589081711304, 0.0923385947687978, 0.1862602113776709};
    struct rng_numpy r = seeded(1);
    for (size_t i = 0; i < sizeof WANT / sizeof *WANT; i++)
        cr_expect_eq(rng_numpy_rand(&r), WANT[i], "rand %zu", i);
}

Test(rng_numpy, rand_across_the_twist)
{
    struct rng_numpy r = seeded(1);
    double x[1500];
    for (int i = 0; i < 1500; i++)
        x[i] = rng_numpy_rand(&r);
    cr_expect_eq(x[311], 0x1.d1bbbf5de4b9cp-1);
    cr_expect_eq(x[312], 0x1.074a049bfdcd2p-2);
    cr_expect_eq(x[1499], 0x1.ef75c053cbc93p-1);
}

Test(rng_numpy, smallest_and_largest_seed)
{
    struct rng_numpy r = seeded(0);
    cr_expect_eq(rng_numpy_rand(&r), 0x1.18fe1565f12a8p-1);
    r = seeded(UINT32_MAX);
    cr_expect_eq(rng_numpy_rand(&r), 0x1.8fe69a3924820p-4);
    cr_expect_eq(rng_numpy_randn(&r), 0x1.4d051339bc741p-4);
}

Test(rng_numpy, randn_of_seed_2)
{
    static const double WANT[] = {-0x1.aac291b3d4d7ep-2, -0x1.ccf016d92d330p-5, -0x1.116edfa85e943p+1,
                                  0x1.a3e8c9a6aed31p+0,  -0x1.cb1e9831e501dp+0, -0x1.aef982bdf9a02p-1};
    struct rng_numpy r = seeded(2);
    double sum = 0;
    for (int i = 0; i < 600; i++) {
        double x = rng_numpy_randn(&r);
        sum += x;
        if (i < 6)
            cr_expect_eq(x, WANT[i], "randn %d", i);
        if (i == 599)
            cr_expect_eq(x, -0x1.be2ceb2cce602p+0);
    }
    cr_expect_eq(sum, -0x1.94226b0729f2ap+4);
}

Test(rng_numpy, rand_leaves_the_kept_normal_alone)
{
    struct rng_numpy r = seeded(2);
    for (int i = 0; i < 3; i++)
        rng_numpy_rand(&r);
    rng_numpy_randn(&r);
    cr_expect_eq(rng_numpy_rand(&r), 0x1.52434a93c440cp-2);
    cr_expect_eq(rng_numpy_randn(&r), -0x1.963de0f1881c9p+0);
    rng_numpy_randn(&r);
    rng_numpy_seed(&r, 2);
    cr_expect_eq(rng_numpy_randn(&r), -0x1.aac291b3d4d7ep-2, "seeding drops the kept normal");
}

Test(rng_numpy, dot_csv_is_seed_2_but_for_one_field)
{
    char path[PATH_MAX], error[512], text[64];
    struct csv t;
    cr_assert(dataset_path("dot.csv", path, sizeof path), "%s", path);
    cr_assert(csv_read(path, &t, error, sizeof error), "%s", error);
    cr_assert_eq(t.rows, 300);
    cr_assert_eq(t.cols, 3);
    struct rng_numpy r = seeded(2);
    size_t different = 0, wrong_labels = 0, ones = 0;
    for (size_t i = 0; i < 300; i++) {
        double x[2];
        for (size_t j = 0; j < 2; j++) {
            x[j] = rng_numpy_randn(&r);
            snprintf(text, sizeof text, "%.9f", x[j]);
            if (strtod(text, NULL) == t.value[3 * i + j])
                continue;
            different++;
            cr_expect(i == 19 && j == 0, "row %zu column %zu: %s", i, j, text);
            cr_expect_eq(t.value[3 * i + j], 9.76e-06);
            cr_expect_float_eq(x[j], 9.761471596e-06, 5e-16);
        }
        wrong_labels += t.value[3 * i + 2] != (x[0] * x[0] + x[1] * x[1] < 2);
        ones += t.value[3 * i + 2] == 1;
    }
    cr_expect_eq(different, 1);
    cr_expect_eq(wrong_labels, 0);
    cr_expect_eq(ones, 188);
    csv_free(&t);
}

Test(rng_numpy, interval_draws_as_often_as_numpy)
{
    struct rng_numpy r = seeded(5489), same = r;
    cr_expect_eq(rng_numpy_interval(&r, 0), 0);
    cr_expect_eq(r.position, same.position, "0 draws nothing");
    cr_expect_eq(rng_numpy_interval(&r, UINT32_MAX), UINT32_C(3499211612));
    for (uint32_t max = 1; max < 300; max++)
        for (int i = 0; i < 20; i++) {
            uint32_t want, mask = 1, got = rng_numpy_interval(&r, max);
            while (mask < max)
                mask = 2 * mask + 1;
            if (max == 1 && i == 0)
                rng_numpy_u32(&same); /* the word that UINT32_MAX took */
            do
                want = rng_numpy_u32(&same) & mask;
            while (want > max);
            cr_assert_eq(got, want, "max %u", max);
        }
}

Test(rng_numpy, shuffle_and_what_it_consumes)
{
    struct rng_numpy r = seeded(7);
    static const int WANT[] = {2, 5, 0, 6, 3, 1, 4};
    int x[] = {0, 1, 2, 3, 4, 5, 6};
    rng_numpy_shuffle(&r, x, 7, sizeof *x);
    cr_expect_arr_eq(x, WANT, sizeof x);
    cr_expect_eq(rng_numpy_rand(&r), 0x1.13b5bb10e3428p-1);
}

/* The published order of the iris rows. */
static const int IRIS[150] = {
    71,  56,  76,  48,  20,  104, 109, 100, 77,  34,  5,   110, 15,  70,  23,  98,  37,  97,  114, 143, 68,  9,
    29,  6,   32,  72,  84,  62,  47,  128, 7,   140, 79,  122, 139, 106, 31,  103, 117, 52,  0,   133, 115, 127,
    116, 18,  33,  16,  17,  25,  36,  42,  38,  35,  92,  136, 148, 57,  94,  43,  40,  80,  24,  66,  64,  50,
    118, 26,  28,  22,  126, 41,  69,  14,  75,  81,  129, 102, 149, 101, 112, 2,   60,  59,  147, 4,   74,  86,
    30,  142, 146, 134, 78,  63,  105, 141, 131, 88,  135, 113, 39,  61,  85,  111, 125, 120, 95,  138, 83,  27,
    137, 145, 132, 108, 144, 12,  65,  19,  93,  119, 99,  10,  96,  58,  54,  121, 51,  67,  91,  89,  44,  45,
    21,  11,  3,   90,  73,  13,  55,  8,   82,  87,  107, 123, 1,   130, 46,  49,  124, 53};

Test(rng_numpy, shuffle_of_the_iris_rows)
{
    int row[150], wide[150][3];
    for (int i = 0; i < 150; i++) {
        row[i] = i;
        for (int j = 0; j < 3; j++)
            wide[i][j] = 1000 * j + i;
    }
    struct rng_numpy r = seeded(116);
    rng_numpy_shuffle(&r, row, 150, sizeof *row);
    cr_expect_eq(rng_numpy_rand(&r), 0x1.604d1677b0250p-4);
    cr_expect_arr_eq(row, IRIS, sizeof row);
    r = seeded(116);
    rng_numpy_shuffle(&r, wide, 150, sizeof *wide);
    for (int i = 0; i < 150; i++)
        for (int j = 0; j < 3; j++)
            cr_expect_eq(wide[i][j], 1000 * j + IRIS[i], "wide row %d element %d", i, j);
}

Test(rng_numpy, shuffle_of_nothing_draws_nothing)
{
    struct rng_numpy r = seeded(3), same = r;
    int one = 42;
    rng_numpy_shuffle(&r, NULL, 0, sizeof one);
    rng_numpy_shuffle(&r, &one, 1, sizeof one);
    cr_expect_eq(one, 42);
    cr_expect_eq(r.position, same.position);
}
