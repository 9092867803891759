/* SPDX-License-Identifier: MIT
 * slices.c - calibrate, warm up, interleave. */
#include "slices.h"

#include "clock.h"
#include "program.h"
#include "rng_numpy.h"
#include "statistics.h"

#include <stdbool.h>
#include <string.h>

enum { VARIANTS = 256, SLICES = 16 };

struct slices_plan slices_plan(int quick, uint32_t seed)
{
    struct slices_plan full = {.rounds = 21, .slices = 3, .slice_ns = 1.5e6, .limit_ns = 20e9, .seed = seed};
    struct slices_plan brief = {.rounds = 5, .slices = 1, .slice_ns = 0.5e6, .limit_ns = 2e9, .seed = seed};
    return quick ? brief : full;
}

/* Makes it ready for a slice; `warm`: with one call, because the others have cooled what it uses. */
static void ready(const struct slices_variant *v, const struct slices_plan *plan, bool warm)
{
    if (plan->hooks.alive)
        plan->hooks.alive(plan->hooks.self);
    if (v->timed)
        return;
    if (v->before)
        v->before(v->self);
    if (plan->hooks.cool)
        plan->hooks.cool(plan->hooks.self);
    else if (warm)
        v->run(v->self, 1);
}

static double time_slice(const struct slices_variant *v, uint64_t iterations)
{
    if (v->timed)
        return v->timed(v->self, iterations);
    double start = clock_ns();
    v->run(v->self, iterations);
    return clock_ns() - start;
}

/* Doubles the iterations until a slice is half as long as wanted; what was run serves as warm-up. */
static void calibrate(struct slices_variant *v, const struct slices_plan *plan)
{
    uint64_t n = 1;
    double elapsed;
    v->iterations = 1;
    if (plan->hooks.cool)
        return;
    for (;;) {
        ready(v, plan, false);
        elapsed = time_slice(v, n);
        if (!(elapsed < plan->slice_ns / 2) || n >= UINT64_C(1) << 40 || program_interrupted())
            break;
        n *= 2;
    }
    double wanted = (double)n * plan->slice_ns / (elapsed > 1 ? elapsed : 1);
    v->iterations = wanted < 1 ? 1 : (uint64_t)wanted;
}

static void one_slice(struct slices_variant *v, const struct slices_plan *plan, size_t at)
{
    struct noise before;
    ready(v, plan, true);
    if (v->noise)
        before = noise_now();
    v->reading[at] = time_slice(v, v->iterations) / (double)v->iterations;
    if (v->noise)
        v->noise[at] = noise_since(&before);
}

static void warm_up(struct slices_variant *variant, size_t variants, const struct slices_plan *plan)
{
    for (size_t i = 0; i < variants; i++)
        for (size_t n = 0; n < plan->warmup && !program_interrupted(); n++) {
            ready(&variant[i], plan, false);
            time_slice(&variant[i], variant[i].iterations);
        }
}

size_t slices_measure(struct slices_variant *variant, size_t variants, const struct slices_plan *plan)
{
    size_t order[VARIANTS];
    struct rng_numpy random;
    double start = clock_ns();
    if (variants > VARIANTS)
        variants = VARIANTS;
    rng_numpy_seed(&random, plan->seed);
    for (size_t i = 0; i < variants; i++) {
        order[i] = i;
        calibrate(&variant[i], plan);
    }
    warm_up(variant, variants, plan);
    for (size_t round = 0; round < plan->rounds; round++) {
        if (round > 0 && clock_ns() - start > plan->limit_ns)
            return round;
        for (size_t slice = 0; slice < plan->slices; slice++) {
            rng_numpy_shuffle(&random, order, variants, sizeof *order);
            for (size_t i = 0; i < variants; i++) {
                if (program_interrupted())
                    return round;
                one_slice(&variant[order[i]], plan, round * plan->slices + slice);
            }
        }
    }
    return plan->rounds;
}

void slices_rounds(const struct slices_variant *variant, size_t rounds, const struct slices_plan *plan, double *value)
{
    double slice[SLICES];
    size_t n = plan->slices < SLICES ? plan->slices : SLICES;
    for (size_t r = 0; r < rounds; r++) {
        memcpy(slice, variant->reading + r * plan->slices, n * sizeof *slice);
        value[r] = statistics_median(slice, n);
    }
}
