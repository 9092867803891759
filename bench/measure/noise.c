/* SPDX-License-Identifier: MIT
 * noise.c - getrusage, /proc/thread-self/schedstat, /proc/stat. */
#include "noise.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

/* The first bytes of a file, as text; false: it cannot be read. Without stdio, which would allocate between slices. */
static bool head(const char *path, char *text, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = file < 0 ? -1 : read(file, text, size - 1);
    if (file >= 0)
        close(file);
    text[n > 0 ? n : 0] = '\0';
    return n > 0;
}

struct noise noise_now(void)
{
    struct noise now = {0};
    struct rusage usage;
    char text[80];
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        now.preemptions = (uint64_t)usage.ru_nivcsw;
    /* "RUNNING WAITING SLICES", ns */
    if (!head("/proc/thread-self/schedstat", text, sizeof text) || sscanf(text, "%*s %lf", &now.run_delay_ns) != 1)
        now.run_delay_ns = 0;
    return now;
}

struct noise noise_since(const struct noise *before)
{
    struct noise now = noise_now();
    return (struct noise){now.preemptions - before->preemptions, now.run_delay_ns - before->run_delay_ns};
}

bool noise_steal(struct noise_steal *s)
{
    enum { STEAL = 7, FIELDS }; /* user nice system idle iowait irq softirq steal; guests are in user and nice */
    double field[FIELDS];
    char text[256];
    *s = (struct noise_steal){0};
    if (!head("/proc/stat", text, sizeof text) ||
        sscanf(text, "cpu %lf %lf %lf %lf %lf %lf %lf %lf", &field[0], &field[1], &field[2], &field[3], &field[4],
               &field[5], &field[6], &field[STEAL]) != FIELDS)
        return false;
    for (int i = 0; i < FIELDS; i++)
        s->all += field[i];
    s->stolen = field[STEAL];
    return true;
}
