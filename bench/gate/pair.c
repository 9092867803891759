/* SPDX-License-Identifier: MIT
 * pair.c - calibrate together, warm up, ABBA. */
#include "pair.h"

#include "measure/statistics.h"

#include <math.h>

const struct pair_plan pair_standard = {.slice_ns = 1.5e6, .warm = 4, .pairs = 24};

/* Both sides, in random order. */
static bool time_both(pair_slice *slice, void *self, struct rng_numpy *random, uint64_t iterations, double *ns)
{
    int first = (int)rng_numpy_interval(random, 1);
    ns[first] = slice(self, first, iterations);
    ns[!first] = slice(self, !first, iterations);
    return !isnan(ns[0]) && !isnan(ns[1]);
}

/* Doubles the iterations until both take half a slice; 0: a side failed. */
static uint64_t calibrate(const struct pair_plan *plan, pair_slice *slice, void *self, struct rng_numpy *random)
{
    double ns[PAIR_SIDES];
    uint64_t n = 1;
    for (;; n *= 2) {
        if (!time_both(slice, self, random, n, ns))
            return 0;
        if (fmin(ns[0], ns[1]) >= plan->slice_ns / 2 || n >= UINT64_C(1) << 40)
            break;
    }
    double wanted = (double)n * plan->slice_ns / sqrt(fmax(ns[0], 1) * fmax(ns[1], 1));
    return wanted < 1 ? 1 : (uint64_t)wanted;
}

bool pair_measure(const struct pair_plan *plan, pair_slice *slice, void *self, struct rng_numpy *random,
                  struct pair_launch *launch)
{
    double change[PAIR_MOST], side[PAIR_SIDES][PAIR_MOST], ns[PAIR_SIDES];
    int first = PAIR_BASE;
    *launch = (struct pair_launch){.iterations = calibrate(plan, slice, self, random)};
    if (!launch->iterations)
        return false;
    for (size_t i = 0; i < plan->warm; i++)
        if (!time_both(slice, self, random, launch->iterations, ns))
            return false;
    for (size_t i = 0; i < plan->pairs; i++) {
        first = i % 2 == 0 ? (int)rng_numpy_interval(random, 1) : !first;
        ns[first] = slice(self, first, launch->iterations);
        ns[!first] = slice(self, !first, launch->iterations);
        if (isnan(ns[0]) || isnan(ns[1]))
            return false;
        change[i] = log(ns[PAIR_CANDIDATE] / ns[PAIR_BASE]);
        for (int s = 0; s < PAIR_SIDES; s++)
            side[s][i] = ns[s] / (double)launch->iterations;
    }
    launch->change = statistics_median(change, plan->pairs);
    for (int s = 0; s < PAIR_SIDES; s++)
        launch->ns[s] = statistics_median(side[s], plan->pairs);
    return true;
}
