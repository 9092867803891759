/* SPDX-License-Identifier: MIT
 * usage.c - /proc/stat, /proc/PID/stat, and three counters that should stand still. */
#include "usage.h"

#include "cgroup.h"
#include "tree.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* "cpu  user nice system idle iowait irq softirq steal ..." */
static void read_processors(const char *root, struct usage *u)
{
    char text[512];
    double t[8];
    u->known =
        tree_text(root, "proc/stat", text, sizeof text) && sscanf(text, "cpu %lf %lf %lf %lf %lf %lf %lf %lf", &t[0],
                                                                  &t[1], &t[2], &t[3], &t[4], &t[5], &t[6], &t[7]) == 8;
    if (!u->known)
        return;
    u->busy = t[0] + t[1] + t[2] + t[5] + t[6];
    u->idle = t[3] + t[4];
    u->steal = t[7];
}

/* "PID (NAME) STATE ..."; the name may hold anything, a ')' as well. utime and stime are fields 14 and 15. */
static void add_process(const char *text, void *self)
{
    struct usage *u = self;
    struct usage_process *p = &u->of[u->n];
    const char *name = strchr(text, '('), *end = strrchr(text, ')');
    double user, kernel;
    if (u->n == USAGE_PROCESSES || !name || !end || end < name || sscanf(text, "%d", &p->pid) != 1 ||
        sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lf %lf", &user, &kernel) != 2)
        return;
    snprintf(p->name, sizeof p->name, "%.*s", (int)(end - name - 1), name + 1);
    p->ticks = user + kernel;
    u->n++;
}

static void add_number(const char *text, void *self)
{
    double *sum = self, value;
    if (sscanf(text, "%lf", &value) == 1)
        *sum = (isnan(*sum) ? 0 : *sum) + value;
}

void usage_take(const char *root, struct usage *u)
{
    double in, out;
    u->known = false;
    u->n = 0;
    u->hot = u->swapped = NAN;
    read_processors(root, u);
    tree_each(root, "proc/[0-9]*/stat", add_process, u);
    tree_each(root, "sys/devices/system/cpu/cpu[0-9]*/thermal_throttle/core_throttle_count", add_number, &u->hot);
    if (tree_field(root, "proc/vmstat", "pswpin ", &in) && tree_field(root, "proc/vmstat", "pswpout ", &out))
        u->swapped = in + out;
    u->throttled = cgroup_throttled(root);
}

static double all(const struct usage *before, const struct usage *after)
{
    return after->busy + after->idle + after->steal - (before->busy + before->idle + before->steal);
}

double usage_steal(const struct usage *before, const struct usage *after)
{
    if (!before->known || !after->known || !(all(before, after) > 0))
        return NAN;
    return (after->steal - before->steal) / all(before, after);
}

static double ticks_before(const struct usage *before, int pid)
{
    for (size_t i = 0; i < before->n; i++)
        if (before->of[i].pid == pid)
            return before->of[i].ticks;
    return 0;
}

double usage_others(const struct usage *before, const struct usage *after, int self, int processors,
                    const struct usage_process **most, double *its)
{
    double ticks = all(before, after) / processors, own = 0; /* ticks: of one processor */
    *most = NULL;
    *its = 0;
    if (!before->known || !after->known || !(ticks > 0))
        return NAN;
    for (size_t i = 0; i < after->n; i++) {
        double used = after->of[i].ticks - ticks_before(before, after->of[i].pid);
        if (after->of[i].pid == self) {
            own = used;
        } else if (used > *its * ticks) {
            *most = &after->of[i];
            *its = used / ticks;
        }
    }
    return fmax(after->busy - before->busy - own, 0) / ticks;
}
