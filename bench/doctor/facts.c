/* SPDX-License-Identifier: MIT
 * facts.c - collects what can be asked, measures what must be. */
#include "facts.h"

#include "measure/clock.h"
#include "measure/statistics.h"
#include "program.h"

#include <errno.h>
#include <fenv.h>
#include <float.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef NDEBUG
static const bool ASSERTIONS = false;
#else
static const bool ASSERTIONS = true;
#endif

static bool flushes(void)
{
    volatile float smallest = FLT_MIN;
    return smallest / 2 == 0;
}

/* Instructions of this process in user mode: what the least privileged may ask for. */
static int ask_for_counter(void)
{
    struct perf_event_attr counter = {.type = PERF_TYPE_HARDWARE,
                                      .size = sizeof counter,
                                      .config = PERF_COUNT_HW_INSTRUCTIONS,
                                      .exclude_kernel = 1,
                                      .exclude_hv = 1};
    long fd = syscall(SYS_perf_event_open, &counter, 0, -1, -1, 0UL);
    if (fd < 0)
        return errno;
    close((int)fd);
    return 0;
}

static void measure_clock(struct facts *f)
{
    enum { READINGS = 20000 };
    double first = clock_ns(), last = first, least = 1e9;
    for (int i = 0; i < READINGS; i++) {
        double now = clock_ns();
        if (now > last && now - last < least)
            least = now - last;
        last = now;
    }
    f->clock_cost_ns = (last - first) / READINGS;
    f->clock_step_ns = least;
}

/* Work that touches no memory, each operation waiting for the one before. */
static unsigned spin(unsigned long steps)
{
    unsigned x = 1;
    for (unsigned long i = 0; i < steps; i++) {
        x = x * 1664525U + 1013904223U;
        __asm__ volatile("" : "+r"(x));
    }
    return x;
}

static long preemptions(void)
{
    struct rusage used;
    return getrusage(RUSAGE_THREAD, &used) == 0 ? used.ru_nivcsw : 0;
}

/* The same work over and over: what differs is noise. */
static void measure_noise(struct facts *f)
{
    enum { SLICES = 200 };
    static const double SLICE_NS = 2.5e6;
    double slice[SLICES];
    unsigned long steps = 1024;
    size_t n = 0, preempted = 0;
    for (double start = clock_ns(); spin(steps), clock_ns() - start < SLICE_NS; start = clock_ns())
        steps *= 2;
    while (n < SLICES && !program_interrupted()) {
        long before = preemptions();
        double start = clock_ns();
        spin(steps);
        slice[n++] = clock_ns() - start;
        preempted += preemptions() > before;
    }
    struct statistics s = statistics_of(slice, n, 0.95);
    f->spread = s.p95 / s.median;
    f->preempted = n ? (double)preempted / (double)n : 0;
}

bool facts_new(struct facts *f)
{
    *f = (struct facts){.root = "",
                        .self = getpid(),
                        .machine = machine_now(),
                        .environment = (const char *const *)environ,
                        .before = malloc(sizeof *f->before),
                        .after = malloc(sizeof *f->after),
                        .sanitizers = GRADUS_SANITIZERS,
                        .optimize = GRADUS_OPTIMIZED,
                        .assertions = ASSERTIONS,
                        .rounds_to_nearest = fegetround() == FE_TONEAREST,
                        .flushes_denormals = flushes(),
                        .counter_error = ask_for_counter()};
    if (!f->before || !f->after)
        return false;
    measure_clock(f);
    usage_take(f->root, f->before);
    measure_noise(f);
    usage_take(f->root, f->after);
    return true;
}

void facts_free(struct facts *f)
{
    free(f->before);
    free(f->after);
}

const char *facts_variable(const struct facts *f, const char *name)
{
    size_t length = strlen(name);
    for (const char *const *setting = f->environment; *setting; setting++)
        if (strncmp(*setting, name, length) == 0 && (*setting)[length] == '=')
            return *setting + length + 1;
    return NULL;
}
