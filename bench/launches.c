/* SPDX-License-Identifier: MIT
 * launches.c - from slices to launches, from launches to one line. */
#include "launches.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct launches_part *launches_part(const struct launches *l, size_t launch, size_t thing)
{
    return &l->part[launch * l->things + thing];
}

double launches_value(const struct launches_part *p)
{
    double reading[LAUNCHES_SLICES];
    memcpy(reading, p->reading, p->slices * sizeof *reading);
    return statistics_median(reading, p->slices);
}

bool launches_contaminated(const struct launches_part *p)
{
    return (double)p->preempted > LAUNCHES_CONTAMINATED * (double)p->slices;
}

struct launches_summary launches_summary(const struct launches *l, size_t thing)
{
    struct launches_summary s = {.p95 = NAN};
    double value[LAUNCHES_MOST], *slice = calloc(l->n * LAUNCHES_SLICES + 1, sizeof *slice);
    size_t slices = 0;
    for (size_t i = 0; i < l->n; i++) {
        const struct launches_part *p = launches_part(l, i, thing);
        value[i] = launches_value(p);
        s.contaminated += launches_contaminated(p);
        s.slices = p->slices;
        if (slice)
            memcpy(slice + slices, p->reading, p->slices * sizeof *slice);
        slices += p->slices;
    }
    s.value = statistics_of(value, l->n, 0.95);
    if (slice)
        s.p95 = statistics_of(slice, slices, 0.95).p95;
    free(slice);
    return s;
}
