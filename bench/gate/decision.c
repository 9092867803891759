/* SPDX-License-Identifier: MIT
 * decision.c - signs, counted. */
#include "decision.h"

#include "binomial.h"
#include "measure/statistics.h"

#include <math.h>

/* The chance of a false suspect: 11 signs of 16. */
static const double SCREEN_LEVEL = 0.1051;

/* The chance that a false suspect is confirmed: 30 signs of 40. */
static const double CONFIRM_LEVEL = 0.00112;

/* A suspect has changed by as much, */
static const double SUSPICIOUS = 0.005;

/* launches that scatter more than this are doubled, */
static const double SCATTERED = 0.025;

/* and an interval that reaches farther to a side decides nothing. */
static const double WIDE = 0.03;

/* 0.8 of a normal distribution lies within so many standard deviations. */
static const double DEVIATIONS = 1.28;

double decision_level(const struct decision_rule *rule)
{
    return fmin(CONFIRM_LEVEL, rule->fwer / (SCREEN_LEVEL * (double)rule->benchmarks));
}

double decision_bound(const struct decision_rule *rule)
{
    return (double)rule->benchmarks * SCREEN_LEVEL * decision_level(rule);
}

/* The distance from `centre` that 0.8 of the launches keep, as a standard deviation. */
static double scatter(const double *m, size_t n, double centre)
{
    double distance[DECISION_MOST];
    if (n == 0 || n > DECISION_MOST)
        return NAN;
    for (size_t i = 0; i < n; i++)
        distance[i] = fabs(m[i] - centre);
    (void)statistics_median(distance, n); /* sorts */
    return distance[(size_t)ceil(0.8 * (double)n) - 1] / DEVIATIONS;
}

static size_t count(const double *m, size_t n, int sign)
{
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        k += sign * m[i] > 0;
    return k;
}

/* In the direction of `sign`, a fraction. */
static double gain(double median, int sign)
{
    return sign * expm1(median);
}

struct decision_screen decision_screen(double *m, size_t n)
{
    struct decision_screen s = {.more = n < DECISION_MORE && scatter(m, n, 0) > SCATTERED};
    const double median = s.change = statistics_median(m, n);
    size_t enough = binomial_least(n, SCREEN_LEVEL);
    s.spread = scatter(m, n, median);
    for (int sign = -1; sign <= 1; sign += 2)
        if (count(m, n, sign) >= enough && gain(median, sign) >= SUSPICIOUS)
            s.suspect = sign;
    return s;
}

size_t decision_launches(const struct decision_screen *screen)
{
    const double spread = fabs(screen->change) > 4 * screen->spread ? 0 : screen->spread;
    static const struct {
        double spread;
        size_t launches;
    } table[] = {{0.015, 40}, {0.03, 80}, {INFINITY, DECISION_MOST}};
    size_t i = 0;
    while (spread > table[i].spread)
        i++;
    return table[i].launches;
}

const char *decision_name(enum decision_verdict verdict)
{
    static const char *const name[] = {[DECISION_PASS] = "pass",
                                       [DECISION_SMALL] = "pass (small)",
                                       [DECISION_IMPROVEMENT] = "improvement",
                                       [DECISION_REGRESSION] = "REGRESSION",
                                       [DECISION_INCONCLUSIVE] = "inconclusive"};
    return name[verdict];
}

struct decision decision_summary(double *m, size_t n)
{
    struct decision d = {.verdict = DECISION_PASS, .n = n, .slower = count(m, n, 1)};
    struct statistics s = statistics_of(m, n, 0.95);
    d.change = expm1(s.median);
    d.low = expm1(s.low);
    d.high = expm1(s.high);
    return d;
}

struct decision decision_confirm(double *m, size_t n, size_t wanted, int suspect, const struct decision_rule *rule)
{
    struct decision d = decision_summary(m, n);
    bool signs = count(m, n, suspect) >= binomial_least(n, decision_level(rule));
    if (n < wanted)
        d.verdict = DECISION_INCONCLUSIVE;
    else if (signs && suspect * d.change >= rule->floor)
        d.verdict = suspect > 0 ? DECISION_REGRESSION : DECISION_IMPROVEMENT;
    else if (d.high - d.low > 2 * WIDE)
        d.verdict = DECISION_INCONCLUSIVE;
    else if (d.low > 0 || d.high < 0)
        d.verdict = DECISION_SMALL;
    return d;
}
