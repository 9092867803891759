/* SPDX-License-Identifier: MIT
 * checks_load.c - who else wants the machine, and how much of it we may have. */
#include "cgroup.h"
#include "checks.h"
#include "tree.h"

#include <math.h>
#include <string.h>

static void steal(const struct facts *f, struct finding *to)
{
    double share = usage_steal(f->before, f->after);
    if (isnan(share)) {
        finding_is(to, FINDING_OK, "unknown");
        return;
    }
    finding_is(to,
               share > 0.25   ? FINDING_BAD
               : share > 0.02 ? FINDING_WARN
                              : FINDING_OK,
               "%.0f %% of the processors' time went to other guests", 100 * share);
    if (share > 0.02)
        finding_remedy(to, "Come back later, or take a machine with processors of its own");
}

static void load(const struct facts *f, struct finding *to)
{
    double each = f->machine.load / f->machine.online;
    if (f->machine.load < 0) {
        finding_is(to, FINDING_OK, "unknown");
        return;
    }
    finding_is(to,
               each > 2     ? FINDING_BAD
               : each > 1   ? FINDING_WARN
               : each > 0.5 ? FINDING_NOTE
                            : FINDING_OK,
               "%.1f in the last minute, %d processors", f->machine.load, f->machine.online);
    if (each > 0.5)
        finding_remedy(to, "Wait until others have finished: uptime");
}

static void others(const struct facts *f, struct finding *to)
{
    const struct usage_process *most;
    double its, sum = usage_others(f->before, f->after, f->self, f->machine.online, &most, &its);
    if (isnan(sum)) {
        finding_is(to, FINDING_OK, "unknown");
        return;
    }
    finding_is(to,
               sum > 0.25   ? FINDING_WARN
               : sum > 0.05 ? FINDING_NOTE
                            : FINDING_OK,
               "use %.2f of %d processors", sum, f->machine.online);
    if (sum <= 0.05)
        return;
    if (most && its > sum / 2) {
        finding_is(to, to->verdict, "use %.2f of %d processors, %s %.2f of it", sum, f->machine.online, most->name,
                   its);
        finding_remedy(to, "Wait for it, or pause it: kill -STOP %d, and afterwards kill -CONT %d", most->pid,
                       most->pid);
    } else
        finding_remedy(to, "Find and end them: top");
}

static void quota(const struct facts *f, struct finding *to)
{
    double processors = cgroup_quota(f->root);
    if (isinf(processors)) {
        finding_is(to, FINDING_OK, "none");
        return;
    }
    bool less = processors < f->machine.processors;
    finding_is(to,
               processors < 1 ? FINDING_BAD
               : less         ? FINDING_WARN
                              : FINDING_OK,
               "%.3g processors' worth of time in each period", processors);
    if (processors < 1)
        finding_remedy(to, "Give the container a processor of its own: docker run --cpuset-cpus 0, without --cpus");
    else if (less)
        finding_remedy(to, "Ask for no more threads: --threads %d", (int)processors);
}

static void throttling(const struct facts *f, struct finding *to)
{
    double during = f->after->throttled - f->before->throttled;
    if (isnan(f->after->throttled))
        finding_is(to, FINDING_OK, "not told");
    else if (during > 0) {
        finding_is(to, FINDING_WARN, "we were stopped %.0f times just now: the quota was used up", during);
        finding_remedy(to, "Ask for fewer threads, or lift the quota: docker update --cpus 0 CONTAINER");
    } else
        finding_is(to, FINDING_OK, "none just now");
}

static void affinity(const struct facts *f, struct finding *to)
{
    if (f->machine.processors >= f->machine.online) {
        finding_is(to, FINDING_OK, "all %d processors", f->machine.online);
        return;
    }
    finding_is(to, FINDING_NOTE, "%d of %d processors: max is %d threads", f->machine.processors, f->machine.online,
               f->machine.processors);
    finding_remedy(to, "Ask for all, if that is not meant: taskset -c 0-%d bench ...", f->machine.online - 1);
}

static void noise(const struct facts *f, struct finding *to)
{
    finding_is(to, FINDING_OK, "the same work: 95 %% within %.1f %% of its median, %.0f %% of slices interrupted",
               100 * (f->spread - 1), 100 * f->preempted);
    if (f->spread > 1.25 || f->preempted > 0.2)
        to->verdict = FINDING_WARN;
    else if (f->spread > 1.05 || f->preempted > 0.05)
        to->verdict = FINDING_NOTE;
    if (to->verdict != FINDING_OK)
        finding_remedy(to, "Do not use --quick, and repeat what matters");
}

static void memory(const struct facts *f, struct finding *to)
{
    double left, all;
    if (!tree_field(f->root, "proc/meminfo", "MemAvailable:", &left) ||
        !tree_field(f->root, "proc/meminfo", "MemTotal:", &all)) {
        finding_is(to, FINDING_OK, "unknown");
        return;
    }
    bool little = left < 0.1 * all || left < 512 * 1024;
    finding_is(to, little ? FINDING_WARN : FINDING_OK, "%.3g of %.3g GiB left", left / 0x1p20, all / 0x1p20);
    if (little)
        finding_remedy(to, "End what holds it: ps --sort=-rss -eo rss,pid,comm | head");
}

static void swap(const struct facts *f, struct finding *to)
{
    double all = 0, left = 0, pages = f->after->swapped - f->before->swapped;
    tree_field(f->root, "proc/meminfo", "SwapTotal:", &all);
    tree_field(f->root, "proc/meminfo", "SwapFree:", &left);
    if (pages > 0) {
        finding_is(to, FINDING_WARN, "%.0f pages moved just now", pages);
        finding_remedy(to, "Take smaller sizes, or end what needs the memory, then: sudo swapoff -a");
    } else if (all > left) {
        finding_is(to, FINDING_NOTE, "%.3g GiB in use, nothing moves just now", (all - left) / 0x1p20);
        finding_remedy(to, "Bring it back first: sudo swapoff -a && sudo swapon -a");
    } else
        finding_is(to, FINDING_OK, all > 0 ? "nothing in it" : "none");
}

const struct check checks_load[] = {
    {"steal", steal},       {"load", load},   {"other processes", others}, {"quota", quota}, {"throttling", throttling},
    {"affinity", affinity}, {"noise", noise}, {"memory", memory},          {"swap", swap},   {NULL}};
