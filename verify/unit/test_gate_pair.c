/* SPDX-License-Identifier: MIT
 * test_gate_pair.c - a launch on a clock that is made up: order, calibration, estimate, and what becomes of a side that
 * fails. */
#include "gate/binomial.h"
#include "gate/pair.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { SLICES = 400 };

struct world {
    double cost[PAIR_SIDES]; /* ns of an iteration */
    double noise, drift;     /* relative, and per slice */
    double second;           /* relative cost of whoever is not the first of a pair */
    size_t slices, fails;    /* slice number that fails; 0: none */
    int side[SLICES];
    uint64_t iterations[SLICES];
    struct rng_numpy random;
};

static double slice(void *self, int side, uint64_t iterations)
{
    struct world *w = self;
    size_t i = w->slices++;
    if (w->slices == w->fails)
        return NAN;
    if (i < SLICES) {
        w->side[i] = side;
        w->iterations[i] = iterations;
    }
    double factor = 1 + w->drift * (double)i + w->noise * rng_numpy_randn(&w->random);
    return w->cost[side] * (double)iterations * factor * (i % 2 ? 1 + w->second : 1);
}

static bool launch(struct world *w, uint32_t seed, struct pair_launch *l)
{
    struct rng_numpy random;
    rng_numpy_seed(&random, seed);
    rng_numpy_seed(&w->random, seed + 1000);
    w->slices = 0;
    return pair_measure(&pair_standard, slice, w, &random, l);
}

Test(pair, finds_the_ratio)
{
    struct world w = {.cost = {100, 103}, .noise = 0.01};
    struct pair_launch l;
    cr_assert(launch(&w, 1, &l));
    cr_expect_float_eq(l.change, log(1.03), 0.006);
    cr_expect_float_eq(l.ns[PAIR_BASE], 100, 1);
    cr_expect_float_eq(l.ns[PAIR_CANDIDATE], 103, 1);
}

/* What both sides share cancels, also where it changes from slice to slice. */
Test(pair, drift_cancels)
{
    struct world w = {.cost = {100, 100}, .drift = 0.002};
    struct pair_launch l;
    cr_assert(launch(&w, 2, &l));
    cr_expect_float_eq(l.change, 0, 0.001);
}

/* Every two pairs are ABBA or BAAB, and which one is up to chance. */
Test(pair, order)
{
    size_t starts[PAIR_SIDES] = {0};
    for (uint32_t seed = 0; seed < 40; seed++) {
        struct world w = {.cost = {100, 100}};
        struct pair_launch l;
        cr_assert(launch(&w, seed, &l));
        size_t measured = 2 * pair_standard.pairs, from = w.slices - measured;
        for (size_t i = from; i < w.slices; i += 4) {
            const int a = w.side[i];
            const int abba[] = {a, !a, !a, a};
            cr_expect_arr_eq(w.side + i, abba, sizeof abba);
            starts[a]++;
        }
        for (size_t i = from; i < w.slices; i++)
            cr_expect(w.iterations[i] == l.iterations);
    }
    size_t both = starts[0] + starts[1];
    cr_expect(binomial_two_sided(both, starts[0]) > 0.001, "%zu of %zu", starts[0], both);
}

/* The iterations are found from both sides: they are the same, whichever is the slower. */
Test(pair, calibration_is_symmetric)
{
    struct world slower = {.cost = {100, 400}}, faster = {.cost = {400, 100}};
    struct pair_launch a, b;
    cr_assert(launch(&slower, 3, &a) && launch(&faster, 3, &b));
    cr_expect(a.iterations == b.iterations);
    cr_expect_float_eq((double)a.iterations * 200, pair_standard.slice_ns, 0.01 * pair_standard.slice_ns);
    for (size_t i = 0; i < slower.slices; i += 2)
        cr_expect(slower.iterations[i] == slower.iterations[i + 1] && slower.side[i] != slower.side[i + 1]);
}

/* A cost of coming second, such as a cold cache, hits both sides alike. */
Test(pair, coming_second_is_shared)
{
    size_t positive = 0, launches = 240;
    for (uint32_t seed = 0; seed < launches; seed++) {
        struct world w = {.cost = {100, 100}, .noise = 0.01, .second = 0.02};
        struct pair_launch l;
        cr_assert(launch(&w, seed, &l));
        positive += l.change > 0;
    }
    cr_expect(binomial_two_sided(launches, positive) > 0.001, "%zu of %zu", positive, launches);
}

Test(pair, slow_things_run_once_in_a_slice)
{
    struct world w = {.cost = {5e6, 5e6}};
    struct pair_launch l;
    cr_assert(launch(&w, 4, &l));
    cr_expect(l.iterations == 1);
}

/* Whenever a side fails, the launch does. */
Test(pair, a_side_that_fails)
{
    struct world w = {.cost = {100, 100}};
    struct pair_launch l;
    cr_assert(launch(&w, 5, &l));
    size_t slices = w.slices;
    for (size_t fails = 1; fails <= slices; fails += 7) {
        w.fails = fails;
        cr_expect(!launch(&w, 5, &l), "slice %zu", fails);
        cr_expect(w.slices <= fails + 1, "it goes on after slice %zu", fails);
    }
}
