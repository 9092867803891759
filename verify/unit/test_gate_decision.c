/* SPDX-License-Identifier: MIT
 * test_gate_decision.c - the sign test against counted coins, and the two-stage decision on launches of known
 * distributions: how often it cries wolf, and what it finds. */
#include "gate/binomial.h"
#include "gate/decision.h"
#include "rng_numpy.h"

#include <criterion/criterion.h>
#include <math.h>

Test(binomial, tails_are_counted_coins)
{
    for (size_t n = 1; n <= 16; n++)
        for (size_t k = 0; k <= n + 1; k++) {
            size_t heads = 0;
            for (unsigned throws = 0; throws < 1U << n; throws++)
                heads += (size_t)__builtin_popcount(throws) >= k;
            cr_expect_float_eq(binomial_tail(n, k), (double)heads / (double)(1U << n), 1e-15, "n %zu, k %zu", n, k);
        }
}

Test(binomial, least_count_of_a_level)
{
    static const struct {
        size_t n, k;
        double a;
    } known[] = {{16, 11, 0.1051}, {32, 21, 0.1051}, {40, 30, 0.00112}, {80, 55, 0.00112}, {160, 100, 0.00112},
                 {4, 5, 0.05},     {5, 5, 0.05},     {1, 1, 0.5},       {3, 0, 1}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        cr_expect(binomial_least(known[i].n, known[i].a) == known[i].k, "n %zu: %zu", known[i].n,
                  binomial_least(known[i].n, known[i].a));
}

Test(binomial, two_sided)
{
    cr_expect_float_eq(binomial_two_sided(10, 5), 1, 0);
    cr_expect_float_eq(binomial_two_sided(10, 0), 2.0 / 1024, 1e-18);
    cr_expect_float_eq(binomial_two_sided(10, 9), 22.0 / 1024, 1e-17);
    cr_expect_float_eq(binomial_two_sided(240, 145), 0.00153, 0.0001); /* a coordinator that was not fair */
}

Test(decision, levels_keep_the_run_within_its_alarms)
{
    for (size_t m = 1; m <= 400; m++) {
        const struct decision_rule rule = {.floor = 0.015, .fwer = 0.01, .benchmarks = m};
        cr_expect(decision_bound(&rule) <= 0.01 * (1 + 1e-12), "%zu benchmarks", m);
        cr_expect(decision_level(&rule) <= 0.00112);
    }
    cr_expect_float_eq(decision_level(&(struct decision_rule){0.015, 0.01, 200}), 0.000476, 1e-6);
}

static double gauss(struct rng_numpy *r, double sd)
{
    return sd * rng_numpy_randn(r);
}

static double t3(struct rng_numpy *r, double sd)
{
    double z = rng_numpy_randn(r), s = 0;
    for (int i = 0; i < 3; i++) {
        double x = rng_numpy_randn(r);
        s += x * x;
    }
    return sd * z / sqrt(s / 3);
}

static double cauchy(struct rng_numpy *r, double sd)
{
    return sd * tan(3.14159265358979 * (rng_numpy_rand(r) - 0.5));
}

/* A launch in seven is an eighth slower or faster, as when memory falls badly. */
static double two_humps(struct rng_numpy *r, double sd)
{
    double u = rng_numpy_rand(r);
    return sd * rng_numpy_randn(r) + (u < 0.07 ? 0.12 : u < 0.14 ? -0.12 : 0);
}

typedef double launch_noise(struct rng_numpy *r, double sd);

static void draw(struct rng_numpy *r, launch_noise *noise, double shift, double *m, size_t n)
{
    for (size_t i = 0; i < n; i++)
        m[i] = shift + noise(r, 0.008);
}

static enum decision_verdict decide(struct rng_numpy *r, launch_noise *noise, double shift)
{
    const struct decision_rule rule = {.floor = 0.015, .fwer = 0.01, .benchmarks = 1};
    double m[DECISION_MOST];
    draw(r, noise, shift, m, DECISION_SCREEN);
    struct decision_screen s = decision_screen(m, DECISION_SCREEN);
    if (s.more) {
        draw(r, noise, shift, m + DECISION_SCREEN, DECISION_MORE - DECISION_SCREEN);
        s = decision_screen(m, DECISION_MORE);
    }
    if (!s.suspect)
        return DECISION_PASS;
    size_t n = decision_launches(&s);
    draw(r, noise, shift, m, n);
    return decision_confirm(m, n, n, s.suspect, &rule).verdict;
}

static const struct {
    const char *name;
    launch_noise *noise;
    double found; /* of 3 % slowdowns, at least */
} NOISES[] = {{"gauss", gauss, 0.99}, {"t3", t3, 0.99}, {"cauchy", cauchy, 0.9}, {"two humps", two_humps, 0.99}};

enum { NOISE_KINDS = sizeof NOISES / sizeof *NOISES };

/* The floor makes false alarms far rarer than the bound; the bound must hold all the same. */
Test(decision, false_alarms_within_the_bound)
{
    enum { DECISIONS = 200000 };
    const double bound = decision_bound(&(struct decision_rule){0.015, 0.01, 1});
    for (size_t k = 0; k < NOISE_KINDS; k++) {
        struct rng_numpy r;
        size_t alarms = 0;
        rng_numpy_seed(&r, 17);
        for (size_t i = 0; i < DECISIONS; i++)
            alarms += decide(&r, NOISES[k].noise, 0) == DECISION_REGRESSION;
        cr_expect((double)alarms <= bound * DECISIONS + 3 * sqrt(bound * DECISIONS), "%s: %zu alarms", NOISES[k].name,
                  alarms);
    }
}

Test(decision, three_percent_are_found)
{
    enum { DECISIONS = 2000 };
    for (size_t k = 0; k < NOISE_KINDS; k++) {
        struct rng_numpy r;
        size_t slower = 0, faster = 0;
        rng_numpy_seed(&r, 18);
        for (size_t i = 0; i < DECISIONS; i++) {
            slower += decide(&r, NOISES[k].noise, log(1.03)) == DECISION_REGRESSION;
            faster += decide(&r, NOISES[k].noise, log(0.97)) == DECISION_IMPROVEMENT;
        }
        cr_expect((double)slower >= NOISES[k].found * DECISIONS, "%s: %zu slower", NOISES[k].name, slower);
        cr_expect((double)faster >= NOISES[k].found * DECISIONS, "%s: %zu faster", NOISES[k].name, faster);
    }
}

/* One percent is below the floor: it never fails a run, however sure. */
Test(decision, below_the_floor_is_small)
{
    double m[40];
    const struct decision_rule rule = {.floor = 0.015, .fwer = 0.01, .benchmarks = 1};
    for (size_t i = 0; i < 40; i++)
        m[i] = 0.01 + 1e-5 * (double)i;
    struct decision d = decision_confirm(m, 40, 40, 1, &rule);
    cr_expect(d.verdict == DECISION_SMALL && d.slower == 40 && d.low > 0.01 && d.high < 0.0105);
}

Test(decision, signs_at_the_threshold)
{
    const struct decision_rule rule = {.floor = 0.015, .fwer = 0.01, .benchmarks = 1};
    for (size_t slower = 29; slower <= 30; slower++) {
        double m[40];
        for (size_t i = 0; i < 40; i++)
            m[i] = i < slower ? 0.02 : -0.001;
        struct decision d = decision_confirm(m, 40, 40, 1, &rule);
        cr_expect((d.verdict == DECISION_REGRESSION) == (slower == 30), "%zu of 40", slower);
    }
    for (size_t slower = 10; slower <= 11; slower++) {
        double m[16];
        for (size_t i = 0; i < 16; i++)
            m[i] = i < slower ? 0.006 : -0.001;
        cr_expect((decision_screen(m, 16).suspect == 1) == (slower == 11), "%zu of 16", slower);
    }
}

/* Ties have no sign, and a median under half a percent is no suspect. */
Test(decision, ties_and_trifles_are_no_suspects)
{
    double tie[16] = {0}, trifle[16];
    for (size_t i = 0; i < 16; i++)
        trifle[i] = 0.004;
    cr_expect(decision_screen(tie, 16).suspect == 0);
    cr_expect(decision_screen(trifle, 16).suspect == 0);
    cr_expect(decision_screen(tie, 16).spread == 0 && !decision_screen(tie, 16).more);
}

Test(decision, scattered_launches_are_doubled)
{
    double m[32];
    for (size_t i = 0; i < 32; i++)
        m[i] = i % 2 ? 0.05 : -0.05;
    cr_expect(decision_screen(m, 16).more);
    cr_expect(!decision_screen(m, 32).more, "there are no more than that");
    static const struct {
        double spread, change;
        size_t launches;
    } known[] = {{0.015, 0.02, 40}, {0.0151, 0.02, 80}, {0.031, 0.02, 160}, {0.031, 0.2, 40}, {0.031, -0.2, 40}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const struct decision_screen s = {.spread = known[i].spread, .change = known[i].change};
        cr_expect(decision_launches(&s) == known[i].launches, "%zu", i);
    }
}

Test(decision, without_its_launches_nothing_is_decided)
{
    double m[39], wide[40];
    const struct decision_rule rule = {.floor = 0.015, .fwer = 0.01, .benchmarks = 1};
    for (size_t i = 0; i < 40; i++) {
        wide[i] = i < 25 ? 0.1 : -0.1;
        if (i < 39)
            m[i] = 0.1;
    }
    cr_expect(decision_confirm(m, 39, 40, 1, &rule).verdict == DECISION_INCONCLUSIVE);
    cr_expect(decision_confirm(wide, 40, 40, 1, &rule).verdict == DECISION_INCONCLUSIVE);
}
