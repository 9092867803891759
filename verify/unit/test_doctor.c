/* SPDX-License-Identifier: MIT
 * test_doctor.c - each check of bench doctor, on planted trees of /proc and /sys and planted facts. */
#include "doctor/cgroup.h"
#include "doctor/checks.h"
#include "scratch.h"

#include <errno.h>
#include <math.h>

#define CPU "sys/devices/system/cpu/"
#define MEMORY "MemTotal: 16777216 kB\nMemFree: 1 kB\nMemAvailable: "
#define STAT(busy, idle, steal) "cpu  " busy " 0 0 " idle " 0 0 0 " steal " 0 0\ncpu0 1 1 1 1\n"

static const char *const NO_ENVIRONMENT[] = {NULL};

static struct facts good_facts(void)
{
    static struct usage before, after;
    struct facts f = {.self = 77,
                      .machine = {.processors = 4, .online = 4, .load = 0.1, .build = "Release"},
                      .environment = NO_ENVIRONMENT,
                      .before = &before,
                      .after = &after,
                      .sanitizers = "",
                      .optimize = "-O3",
                      .rounds_to_nearest = true,
                      .clock_cost_ns = 25,
                      .clock_step_ns = 1,
                      .spread = 1.01};
    strcpy(f.machine.blas, "OpenBLAS");
    strcpy(f.machine.blas_parallel, "OpenMP");
    strcpy(f.machine.blas_core, "Zen");
    return f;
}

static void plant(struct scratch *s, const char *path, const char *text)
{
    char folder[2 * PATH_MAX];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%s/%.*s", s->folder, (int)(slash - path), path);
        mkdir(folder, 0777);
    }
    scratch_write(s, path, text, strlen(text));
}

static const struct check *find(const char *name)
{
    static const struct check *const all[] = {checks_machine, checks_load, checks_program};
    for (size_t g = 0; g < 3; g++)
        for (const struct check *c = all[g]; c->name; c++)
            if (strcmp(c->name, name) == 0)
                return c;
    return NULL;
}

enum { FILES = 2 };

/* Files before and after; those after replace them. */
struct planted {
    const char *check;
    enum finding_verdict verdict;
    const char *found, *remedy; /* what they hold; remedy NULL: none */
    struct {
        const char *path, *text, *later;
    } file[FILES];
};

static void plant_all(struct scratch *s, const struct planted *p, bool later)
{
    for (size_t i = 0; i < FILES && p->file[i].path; i++)
        if (!later || p->file[i].later)
            plant(s, p->file[i].path, later ? p->file[i].later : p->file[i].text);
}

static void expect(const struct planted *p, const struct facts *f)
{
    struct finding finding = {0};
    const struct check *check = find(p->check);
    cr_assert_not_null(check, "%s", p->check);
    check->look(f, &finding);
    cr_expect_eq(finding.verdict, p->verdict, "%s: verdict %d: %s", p->check, finding.verdict, finding.found);
    cr_expect(strstr(finding.found, p->found), "%s: '%s' is not in '%s'", p->check, p->found, finding.found);
    cr_expect(p->remedy ? strstr(finding.remedy, p->remedy) != NULL : finding.remedy[0] == '\0', "%s: remedy '%s'",
              p->check, finding.remedy);
}

static void expect_on_tree(const struct planted *p)
{
    struct scratch s;
    struct facts f = good_facts();
    scratch_begin(&s);
    f.root = s.folder;
    plant_all(&s, p, false);
    usage_take(f.root, f.before);
    plant_all(&s, p, true);
    usage_take(f.root, f.after);
    expect(p, &f);
    scratch_end(&s);
}

Test(doctor, files)
{
    static const struct planted all[] = {
        {"frequency governor",
         FINDING_WARN,
         "powersave",
         "cpupower",
         {{CPU "cpu0/cpufreq/scaling_governor", "powersave\n"}}},
        {"frequency governor",
         FINDING_OK,
         "performance",
         NULL,
         {{CPU "cpu0/cpufreq/scaling_governor", "performance\n"}}},
        {"frequency governor",
         FINDING_WARN,
         ", ",
         "cpupower",
         {{CPU "cpu0/cpufreq/scaling_governor", "performance"}, {CPU "cpu12/cpufreq/scaling_governor", "ondemand"}}},
        {"clock boost", FINDING_NOTE, "on", "echo 0 | sudo tee /" CPU "cpufreq/boost", {{CPU "cpufreq/boost", "1"}}},
        {"clock boost", FINDING_OK, "off", NULL, {{CPU "cpufreq/boost", "0"}}},
        {"clock boost", FINDING_NOTE, "on", "echo 1 | sudo tee", {{CPU "intel_pstate/no_turbo", "0"}}},
        {"SMT", FINDING_WARN, "share a core", "echo off", {{CPU "cpu0/topology/thread_siblings_list", "0,2"}}},
        {"SMT", FINDING_OK, "no processors share", NULL, {{CPU "cpu0/topology/thread_siblings_list", "0"}}},
        {"heat", FINDING_WARN, "3 times", "sleep", {{CPU "cpu1/thermal_throttle/core_throttle_count", "4", "7"}}},
        {"heat", FINDING_NOTE, "4 times", NULL, {{CPU "cpu1/thermal_throttle/core_throttle_count", "4"}}},
        {"heat", FINDING_OK, "no core", NULL, {{CPU "cpu1/thermal_throttle/core_throttle_count", "0"}}},
        {"clock source",
         FINDING_WARN,
         "hpet",
         "clocksource=tsc",
         {{"sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet\n"}}},
        {"clock source",
         FINDING_OK,
         "tsc",
         NULL,
         {{"sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n"}}},
        {"huge pages",
         FINDING_NOTE,
         "[always]",
         "madvise",
         {{"sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n"}}},
        {"huge pages",
         FINDING_OK,
         "[never]",
         NULL,
         {{"sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]\n"}}},
        {"address layout", FINDING_NOTE, "differ", "setarch -R", {{"proc/sys/kernel/randomize_va_space", "2\n"}}},
        {"address layout", FINDING_OK, "the same", NULL, {{"proc/sys/kernel/randomize_va_space", "0\n"}}},
        {"address layout",
         FINDING_OK,
         "the same",
         NULL,
         {{"proc/sys/kernel/randomize_va_space", "2\n"}, {"proc/self/personality", "00040000\n"}}},
        {"steal", FINDING_BAD, "50 %", "Come back", {{"proc/stat", STAT("100", "100", "0"), STAT("125", "125", "50")}}},
        {"steal",
         FINDING_WARN,
         "10 %",
         "Come back",
         {{"proc/stat", STAT("100", "100", "0"), STAT("145", "145", "10")}}},
        {"steal", FINDING_OK, "1 %", NULL, {{"proc/stat", STAT("100", "100", "5"), STAT("149", "150", "6")}}},
        {"other processes",
         FINDING_WARN,
         "use 1.00 of 4 processors, cc) 1 1 0.80 of it",
         "kill -STOP 5,",
         {{"proc/stat", STAT("0", "0", "0"), STAT("100", "300", "0")},
          {"proc/5/stat", "5 (cc) 1 1) R 1 1 1 0 -1 0 0 0 0 0 10 20 0 0",
           "5 (cc) 1 1) R 1 1 1 0 -1 0 0 0 0 0 60 50 0 0"}}},
        {"other processes",
         FINDING_OK,
         "use 0.00 of 4",
         NULL,
         {{"proc/stat", STAT("0", "0", "0"), STAT("100", "300", "0")},
          {"proc/77/stat", "77 (bench) R 1 1 1 0 -1 0 0 0 0 0 0 0 0 0",
           "77 (bench) R 1 1 1 0 -1 0 0 0 0 0 100 0 0 0"}}},
        {"quota", FINDING_BAD, "0.5", "--cpuset-cpus", {{"sys/fs/cgroup/cpu.max", "50000 100000\n"}}},
        {"quota", FINDING_WARN, "2 proc", "--threads 2", {{"sys/fs/cgroup/cpu.max", "200000 100000\n"}}},
        {"quota", FINDING_OK, "4 proc", NULL, {{"sys/fs/cgroup/cpu.max", "400000 100000\n"}}},
        {"quota", FINDING_OK, "none", NULL, {{"sys/fs/cgroup/cpu.max", "max 100000\n"}}},
        {"quota",
         FINDING_WARN,
         "1.5 proc",
         "--threads 1",
         {{"proc/self/cgroup", "0::/a/b\n"}, {"sys/fs/cgroup/a/cpu.max", "150000 100000\n"}}},
        {"quota",
         FINDING_BAD,
         "0.25",
         "--cpuset-cpus",
         {{"sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "25000\n"},
          {"sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n"}}},
        {"quota", FINDING_OK, "none", NULL, {{"sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n"}}},
        {"throttling",
         FINDING_WARN,
         "9 times",
         "fewer threads",
         {{"sys/fs/cgroup/cpu.stat", "usage_usec 1\nnr_throttled 1\n", "usage_usec 1\nnr_throttled 10\n"}}},
        {"throttling", FINDING_OK, "none", NULL, {{"sys/fs/cgroup/cpu.stat", "nr_periods 9\nnr_throttled 1\n"}}},
        {"memory", FINDING_WARN, "1 of 16 GiB", "ps ", {{"proc/meminfo", MEMORY "1048576 kB\n"}}},
        {"memory", FINDING_OK, "8 of 16 GiB", NULL, {{"proc/meminfo", MEMORY "8388608 kB\n"}}},
        {"swap", FINDING_NOTE, "2 GiB", "swapoff", {{"proc/meminfo", "SwapTotal: 4194304 kB\nSwapFree: 2097152 kB\n"}}},
        {"swap", FINDING_OK, "nothing", NULL, {{"proc/meminfo", "SwapTotal: 4194304 kB\nSwapFree: 4194304 kB\n"}}},
        {"swap",
         FINDING_WARN,
         "30 pages",
         "smaller sizes",
         {{"proc/vmstat", "pswpin 10\npswpout 10\n", "pswpin 20\npswpout 30\n"}}},
        {"emulation", FINDING_BAD, "qemu-aarch64", "by itself", {{"proc/self/comm", "qemu-aarch64\n"}}},
        {"emulation", FINDING_OK, "none", NULL, {{"proc/self/comm", "bench\n"}}},
        {"tracer", FINDING_WARN, "process 12", "without", {{"proc/self/status", "Name: bench\nTracerPid:\t12\n"}}},
        {"tracer", FINDING_OK, "none", NULL, {{"proc/self/status", "Name: bench\nTracerPid:\t0\n"}}},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        expect_on_tree(&all[i]);
}

/* Nothing can be read: no check finds fault, and none crashes. */
Test(doctor, no_files)
{
    static const struct check *const all[] = {checks_machine, checks_load, checks_program};
    struct scratch s;
    struct facts f = good_facts();
    scratch_begin(&s);
    f.root = s.folder;
    usage_take(f.root, f.before);
    usage_take(f.root, f.after);
    for (size_t g = 0; g < 3; g++)
        for (const struct check *c = all[g]; c->name; c++) {
            struct finding finding = {0};
            c->look(&f, &finding);
            cr_expect_eq(finding.verdict, FINDING_OK, "%s: %s", c->name, finding.found);
            cr_expect(finding.found[0] != '\0', "%s says nothing", c->name);
            cr_expect(finding.remedy[0] == '\0', "%s: %s", c->name, finding.remedy);
        }
    cr_expect(isinf(cgroup_quota(f.root)) && isnan(cgroup_throttled(f.root)));
    scratch_end(&s);
}

static void virtual(struct facts *f)
{
    strcpy(f->machine.hypervisor, "KVM");
}
static void slow_clock(struct facts *f)
{
    f->clock_cost_ns = 800;
}
static void coarse_clock(struct facts *f)
{
    f->clock_step_ns = 1e6;
}
static void no_counter(struct facts *f)
{
    f->counter_error = ENOENT;
}
static void loaded(struct facts *f)
{
    f->machine.load = 5;
}
static void overloaded(struct facts *f)
{
    f->machine.load = 8.5;
}
static void half_loaded(struct facts *f)
{
    f->machine.load = 2.5;
}
static void few(struct facts *f)
{
    f->machine.processors = 2;
}
static void scattered(struct facts *f)
{
    f->spread = 1.4;
}
static void interrupted(struct facts *f)
{
    f->preempted = 0.1;
}
static void debug(struct facts *f)
{
    f->machine.build = "Debug";
}
static void unoptimized(struct facts *f)
{
    f->optimize = "-O0";
}
static void asserting(struct facts *f)
{
    f->assertions = true;
}
static void sanitized(struct facts *f)
{
    f->sanitizers = "address,undefined";
}
static void rounds_up(struct facts *f)
{
    f->rounds_to_nearest = false;
}
static void flushes(struct facts *f)
{
    f->flushes_denormals = true;
}
static void pthreads(struct facts *f)
{
    strcpy(f->machine.blas_parallel, "pthread");
}

#define ENVIRONMENT(name, ...)                                                                                         \
    static void name(struct facts *f)                                                                                  \
    {                                                                                                                  \
        static const char *const set[] = {__VA_ARGS__, NULL};                                                          \
        f->environment = set;                                                                                          \
    }
ENVIRONMENT(core_type, "HOME=/", "OPENBLAS_CORETYPE=Haswell")
ENVIRONMENT(naps, "OMP_WAIT_POLICY=passive")
ENVIRONMENT(no_spin, "GOMP_SPINCOUNT=0")
ENVIRONMENT(active, "OMP_WAIT_POLICY=active")
ENVIRONMENT(bound, "OMP_PROC_BIND=true", "PATH=/", "KMP_AFFINITY=x")
ENVIRONMENT(under_valgrind, "LD_PRELOAD=/usr/libexec/valgrind/vgpreload_core-amd64-linux.so")

Test(doctor, facts)
{
    static const struct {
        struct planted p;
        void (*set)(struct facts *f);
    } all[] = {
        {{"virtualisation", FINDING_NOTE, "KVM", "--against"}, virtual},
        {{"clock", FINDING_WARN, "800 ns", "available_clocksource"}, slow_clock},
        {{"clock", FINDING_BAD, "steps of 1e+06 ns", "available_clocksource"}, coarse_clock},
        {{"performance counters", FINDING_NOTE, "no counter", "bench instructions"}, no_counter},
        {{"load", FINDING_WARN, "5.0", "Wait"}, loaded},
        {{"load", FINDING_BAD, "8.5", "Wait"}, overloaded},
        {{"load", FINDING_NOTE, "2.5", "Wait"}, half_loaded},
        {{"affinity", FINDING_NOTE, "2 of 4", "taskset -c 0-3"}, few},
        {{"noise", FINDING_WARN, "40.0 %", "--quick"}, scattered},
        {{"noise", FINDING_NOTE, "10 %", "--quick"}, interrupted},
        {{"build", FINDING_BAD, "Debug", "cmake --preset release"}, debug},
        {{"build", FINDING_BAD, "-O0", "cmake --preset release"}, unoptimized},
        {{"build", FINDING_WARN, "assertions on", "cmake --preset release"}, asserting},
        {{"sanitizers", FINDING_BAD, "address", "cmake --preset release"}, sanitized},
        {{"rounding", FINDING_BAD, "not to nearest", "LD_PRELOAD"}, rounds_up},
        {{"denormals", FINDING_BAD, "flushed", "LD_PRELOAD"}, flushes},
        {{"BLAS", FINDING_BAD, "pthread", "libopenblas-openmp-dev"}, pthreads},
        {{"BLAS core", FINDING_WARN, "OPENBLAS_CORETYPE", "env -u OPENBLAS_CORETYPE"}, core_type},
        {{"OpenMP wait", FINDING_WARN, "OMP_WAIT_POLICY=passive", "env -u OMP_WAIT_POLICY"}, naps},
        {{"OpenMP wait", FINDING_WARN, "GOMP_SPINCOUNT=0", "env -u GOMP_SPINCOUNT"}, no_spin},
        {{"OpenMP wait", FINDING_OK, "awake", NULL}, active},
        {{"environment", FINDING_NOTE, "OMP_PROC_BIND=true KMP_AFFINITY=x", "-u OMP_PROC_BIND -u KMP_AFFINITY"}, bound},
        {{"emulation", FINDING_BAD, "valgrind", "by itself"}, under_valgrind},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct facts f = good_facts();
        struct scratch s;
        scratch_begin(&s);
        f.root = s.folder;
        all[i].set(&f);
        expect(&all[i].p, &f);
        scratch_end(&s);
    }
}

/* A refused counter: the remedy depends on who refuses it. */
Test(doctor, refused_counter)
{
    static const struct planted strict = {"performance counters",
                                          FINDING_NOTE,
                                          "perf_event_paranoid 4",
                                          "sysctl",
                                          {{"proc/sys/kernel/perf_event_paranoid", "4"}}};
    struct scratch s;
    struct facts f = good_facts();
    scratch_begin(&s);
    f.root = s.folder;
    f.counter_error = EACCES;
    plant_all(&s, &strict, false);
    expect(&strict, &f);
    scratch_end(&s);
}
