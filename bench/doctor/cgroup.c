/* SPDX-License-Identifier: MIT
 * cgroup.c - version 2 has cpu.max ("max 100000"), version 1 cpu.cfs_quota_us (-1: none) and cpu.cfs_period_us. */
#include "cgroup.h"

#include "tree.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FOLDER = 512, PLACES = 4 };

/* Where the controller `cpu` may be mounted (the last is often a link to the one before), and how /proc/self/cgroup
 * names its line. */
static const struct place {
    const char *folder, *line;
} PLACE[PLACES] = {{"sys/fs/cgroup", "0::"},
                   {"sys/fs/cgroup/unified", "0::"},
                   {"sys/fs/cgroup/cpu,cpuacct", ":cpu,cpuacct:"},
                   {"sys/fs/cgroup/cpu", ":cpu:"}};

/* Our group in a place, "/a/b"; "" is the mount itself, which in a container is ours. */
static void our_group(const char *root, const struct place *place, char *group)
{
    char text[4096];
    group[0] = '\0';
    if (!tree_text(root, "proc/self/cgroup", text, sizeof text))
        return;
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        const char *at = strstr(line, place->line), *end = strchrnul(line, '\n');
        if (at && at < end)
            snprintf(group, FOLDER, "%.*s", (int)(end - at - (long)strlen(place->line)), at + strlen(place->line));
    }
    if (strcmp(group, "/") == 0)
        group[0] = '\0';
}

/* Calls `look` with every folder from our group up to the mount, of the first place where it finds anything. */
static void each_level(const char *root, bool (*look)(const char *root, const char *folder, double *value),
                       double *value)
{
    bool found = false;
    for (size_t i = 0; i < PLACES && !found; i++) {
        char group[FOLDER], folder[2 * FOLDER];
        our_group(root, &PLACE[i], group);
        for (char *end = group + strlen(group); end; end = strrchr(group, '/')) {
            *end = '\0';
            snprintf(folder, sizeof folder, "%s%s", PLACE[i].folder, group);
            found |= look(root, folder, value);
        }
    }
}

static bool look_for_quota(const char *root, const char *folder, double *least)
{
    char path[PATH_MAX], text[64];
    double quota = -1, period = 0;
    snprintf(path, sizeof path, "%s/cpu.max", folder);
    if (tree_text(root, path, text, sizeof text)) {
        if (sscanf(text, "%lf %lf", &quota, &period) == 2) /* not "max 100000" */
            *least = fmin(*least, quota / period);
        return true;
    }
    snprintf(path, sizeof path, "%s/cpu.cfs_quota_us", folder);
    if (!tree_number(root, path, &quota))
        return false;
    snprintf(path, sizeof path, "%s/cpu.cfs_period_us", folder);
    if (tree_number(root, path, &period) && quota > 0 && period > 0)
        *least = fmin(*least, quota / period);
    return true;
}

static bool look_for_throttling(const char *root, const char *folder, double *sum)
{
    char path[PATH_MAX];
    double periods;
    snprintf(path, sizeof path, "%s/cpu.stat", folder);
    if (!tree_field(root, path, "nr_throttled ", &periods))
        return false;
    *sum = (isnan(*sum) ? 0 : *sum) + periods;
    return true;
}

double cgroup_quota(const char *root)
{
    double least = INFINITY;
    each_level(root, look_for_quota, &least);
    return least;
}

double cgroup_throttled(const char *root)
{
    double sum = NAN;
    each_level(root, look_for_throttling, &sum);
    return sum;
}
