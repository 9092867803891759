/* SPDX-License-Identifier: MIT
 * launch.c - slices, the noise around them, cold caches. */
#include "launch.h"

#include "gradus.h"
#include "launch_lines.h"
#include "measure/clock.h"
#include "program.h"
#include "roof/load.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE = 2048, CACHES = 64 << 20 };

struct slices_plan launch_plan(const struct arguments *o)
{
    const uint32_t launch = (uint32_t)o->launch.value, seed = o->seed.given ? (uint32_t)o->seed.value : 1;
    struct slices_plan full = {.rounds = 21, .slices = 1, .slice_ns = 1.5e6, .limit_ns = 2.5e9, .warmup = 3};
    struct slices_plan brief = {.rounds = 9, .slices = 1, .slice_ns = 0.5e6, .limit_ns = 0.5e9, .warmup = 1};
    struct slices_plan plan = o->quick ? brief : full;
    plan.seed = seed + launch;
    if (o->warmup.given)
        plan.warmup = (size_t)o->warmup.value;
    if (launch == 0) {
        plan.rounds = 1;
        plan.warmup = 0;
    }
    return plan;
}

/* What is needed around slices. */
struct around {
    double said; /* when it last said that it goes on */
    struct load_arena arena;
    struct load sweep; /* through more memory than the caches hold, by every processor */
};

static void say_alive(void *self)
{
    struct around *a = self;
    double now = clock_ns();
    if (now - a->said < 1e9)
        return;
    a->said = now;
    fputs("alive\n", stdout);
    fflush(stdout);
}

static void cool_down(void *self)
{
    load_run(&((struct around *)self)->sweep, 1);
}

/* Twice the largest cache, or a guess. false: no memory. */
static bool prepare_sweep(struct around *a)
{
    long level3 = sysconf(_SC_LEVEL3_CACHE_SIZE);
    size_t bytes = level3 > CACHES / 2 ? 2 * (size_t)level3 : CACHES, floats = bytes / sizeof(float);
    int threads = gradus_processors();
    if (!load_arena_new(&a->arena, floats, 1, threads))
        return false;
    a->sweep = load_stream(&a->arena, gradus_isa(), KERNELS_WRITE, KERNELS_ORDINARY, floats, threads);
    return true;
}

static void say_part(size_t thing, const struct slices_variant *v, size_t slices)
{
    struct launches_part p = {.iterations = v->iterations, .slices = slices};
    char line[LINE];
    memcpy(p.reading, v->reading, slices * sizeof *v->reading);
    for (size_t i = 0; i < slices; i++) {
        p.preempted += v->noise[i].preemptions > 0;
        p.preemptions += v->noise[i].preemptions;
        p.run_delay_ns += v->noise[i].run_delay_ns;
    }
    launch_part_text(line, sizeof line, thing, &p);
    fputs(line, stdout);
}

static double steal_percent(const struct noise_steal *before, bool known)
{
    struct noise_steal now;
    if (!known || !noise_steal(&now) || !(now.all > before->all))
        return NAN;
    return fmin(100, fmax(0, 100 * (now.stolen - before->stolen) / (now.all - before->all)));
}

int launch_answer(const struct arguments *o, struct slices_variant *thing, size_t things, char *error,
                  size_t error_size)
{
    struct slices_plan plan = launch_plan(o);
    struct around around = {.said = clock_ns()};
    struct noise_steal before;
    bool known = noise_steal(&before);
    double *reading = calloc(things * plan.rounds + 1, sizeof *reading);
    struct noise *noise = calloc(things * plan.rounds + 1, sizeof *noise);
    int status = PROGRAM_ENVIRONMENT;
    plan.hooks = (struct slices_hooks){say_alive, o->cold_cache ? cool_down : NULL, &around};
    if (!reading || !noise || (o->cold_cache && !prepare_sweep(&around))) {
        snprintf(error, error_size, "out of memory");
        goto done;
    }
    for (size_t i = 0; i < things; i++) {
        thing[i].reading = reading + i * plan.rounds;
        thing[i].noise = noise + i * plan.rounds;
    }
    printf("launch %.0f %zu\n", o->launch.value, things);
    fflush(stdout);
    size_t slices = slices_measure(thing, things, &plan);
    for (size_t i = 0; i < things && slices > 0; i++)
        say_part(i, &thing[i], slices);
    char line[LINE];
    launch_end_text(line, sizeof line, steal_percent(&before, known));
    fputs(line, stdout);
    status = PROGRAM_PASS;
done:
    load_arena_free(&around.arena);
    free(reading);
    free(noise);
    return status;
}
