/* SPDX-License-Identifier: MIT
 * checks_machine.c - what the processor, its clocks and the kernel are set to. */
#include "checks.h"
#include "tree.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char CPUS[] = "sys/devices/system/cpu";

/* The governors that are set, each once. */
static void add_governor(const char *text, void *self)
{
    char *all = self;
    size_t used = strlen(all);
    if (!strstr(all, text))
        snprintf(all + used, 100 - used, "%s%s", used ? ", " : "", text);
}

static void governor(const struct facts *f, struct finding *to)
{
    char all[100] = "";
    if (!tree_each(f->root, "sys/devices/system/cpu/cpu[0-9]*/cpufreq/scaling_governor", add_governor, all))
        finding_is(to, FINDING_OK, "not ours to set: no cpufreq here");
    else if (strcmp(all, "performance") == 0)
        finding_is(to, FINDING_OK, "%s", all);
    else {
        finding_is(to, FINDING_WARN, "%s: the clock follows the load, a quiet start is slow", all);
        finding_remedy(to, "Set it: sudo cpupower frequency-set -g performance");
    }
}

static void boost(const struct facts *f, struct finding *to)
{
    static const struct {
        const char *path;
        double on;
    } file[] = {{"cpufreq/boost", 1}, {"intel_pstate/no_turbo", 0}};
    char path[80];
    double value;
    for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
        snprintf(path, sizeof path, "%s/%s", CPUS, file[i].path);
        if (!tree_number(f->root, path, &value))
            continue;
        if (value != file[i].on) {
            finding_is(to, FINDING_OK, "off");
            return;
        }
        finding_is(to, FINDING_NOTE, "on: the clock depends on heat and on what the other cores do");
        finding_remedy(to, "Fix the clock: echo %d | sudo tee /%s", file[i].on == 0, path);
        return;
    }
    finding_is(to, FINDING_OK, "not ours to set");
}

/* "0-1" or "0,64": more than one. */
static void note_siblings(const char *text, void *self)
{
    bool *shared = self;
    *shared |= strpbrk(text, "-,") != NULL;
}

static void smt(const struct facts *f, struct finding *to)
{
    bool shared = false;
    size_t n =
        tree_each(f->root, "sys/devices/system/cpu/cpu[0-9]*/topology/thread_siblings_list", note_siblings, &shared);
    if (shared) {
        finding_is(to, FINDING_WARN, "two processors share a core: a team of all gets the speed of half as many");
        finding_remedy(to, "Switch it off: echo off | sudo tee /%s/smt/control", CPUS);
    } else
        finding_is(to, FINDING_OK, n ? "no processors share a core" : "unknown");
}

static void virtualisation(const struct facts *f, struct finding *to)
{
    if (f->machine.hypervisor[0]) {
        finding_is(to, FINDING_NOTE, "%s: neighbours and the host decide with us", f->machine.hypervisor);
        finding_remedy(to, "Compare within one run (bench --against), or over several");
    } else
        finding_is(to, FINDING_OK, "none seen");
}

static void heat(const struct facts *f, struct finding *to)
{
    double during = f->after->hot - f->before->hot;
    if (isnan(f->after->hot))
        finding_is(to, FINDING_OK, "not told");
    else if (during > 0) {
        finding_is(to, FINDING_WARN, "cores slowed down %.0f times just now", during);
        finding_remedy(to, "Let it cool, then look again: sleep 300; bench doctor");
    } else if (f->after->hot > 0)
        finding_is(to, FINDING_NOTE, "cores have slowed down %.0f times since the start, not just now", f->after->hot);
    else
        finding_is(to, FINDING_OK, "no core has slowed down");
}

static void clock_source(const struct facts *f, struct finding *to)
{
    static const char *const good[] = {"tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "xen", "arch_sys_counter"};
    char name[64];
    if (!tree_text(f->root, "sys/devices/system/clocksource/clocksource0/current_clocksource", name, sizeof name)) {
        finding_is(to, FINDING_OK, "unknown");
        return;
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (strcmp(name, good[i]) == 0) {
            finding_is(to, FINDING_OK, "%s", name);
            return;
        }
    finding_is(to, FINDING_WARN, "%.40s: slow to read", name);
    finding_remedy(to, "Start the kernel with clocksource=tsc tsc=reliable");
}

static void clock_reading(const struct facts *f, struct finding *to)
{
    finding_is(to, FINDING_OK, "%.3g ns a reading, steps of %.3g ns", f->clock_cost_ns, f->clock_step_ns);
    if (f->clock_cost_ns > 15000 || f->clock_step_ns > 15000)
        to->verdict = FINDING_BAD; /* a hundredth of a slice */
    else if (f->clock_cost_ns > 300 || f->clock_step_ns > 1500)
        to->verdict = FINDING_WARN;
    if (to->verdict != FINDING_OK)
        finding_remedy(to,
                       "Take another clock: see /sys/devices/system/clocksource/clocksource0/available_clocksource");
}

static void counters(const struct facts *f, struct finding *to)
{
    double paranoid = -1;
    char level[40] = "";
    if (tree_number(f->root, "proc/sys/kernel/perf_event_paranoid", &paranoid))
        snprintf(level, sizeof level, ", perf_event_paranoid %.0f", paranoid);
    if (f->counter_error == 0) {
        finding_is(to, FINDING_OK, "instructions can be counted%s", level);
        return;
    }
    finding_is(to, FINDING_NOTE, "no counter of instructions: %s%s", strerror(f->counter_error), level);
    if ((f->counter_error == EACCES || f->counter_error == EPERM) && paranoid > 2)
        finding_remedy(to, "Allow it: sudo sysctl kernel.perf_event_paranoid=2");
    else
        finding_remedy(to, "Count by callgrind: bench instructions");
}

static void huge_pages(const struct facts *f, struct finding *to)
{
    char text[80];
    if (!tree_text(f->root, "sys/kernel/mm/transparent_hugepage/enabled", text, sizeof text))
        finding_is(to, FINDING_OK, "none");
    else if (!strstr(text, "[always]"))
        finding_is(to, FINDING_OK, "%s", text);
    else {
        finding_is(to, FINDING_NOTE, "%s: the kernel may change the pages of large arrays meanwhile", text);
        finding_remedy(to, "Leave it to programs: echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled");
    }
}

static void layout(const struct facts *f, struct finding *to)
{
    double level, personality = 0;
    char text[16];
    if (tree_text(f->root, "proc/self/personality", text, sizeof text))
        personality = (double)strtoul(text, NULL, 16);
    if (!tree_number(f->root, "proc/sys/kernel/randomize_va_space", &level))
        finding_is(to, FINDING_OK, "unknown");
    else if (level == 0 || ((unsigned)personality & 0x0040000U)) /* ADDR_NO_RANDOMIZE */
        finding_is(to, FINDING_OK, "the same in every launch");
    else {
        finding_is(to, FINDING_NOTE, "addresses differ from launch to launch, and with them the times a little");
        finding_remedy(to, "Take several launches, or pin it down: setarch -R bench ...");
    }
}

const struct check checks_machine[] = {{"frequency governor", governor},
                                       {"clock boost", boost},
                                       {"SMT", smt},
                                       {"virtualisation", virtualisation},
                                       {"heat", heat},
                                       {"clock source", clock_source},
                                       {"clock", clock_reading},
                                       {"performance counters", counters},
                                       {"huge pages", huge_pages},
                                       {"address layout", layout},
                                       {NULL}};
