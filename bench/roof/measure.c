/* SPDX-License-Identifier: MIT
 * measure.c - room for readings, and a median with its interval for each. */
#include "measure.h"

#include <stdlib.h>

bool measure(struct slices_variant *variant, size_t n, const struct slices_plan *plan, struct statistics *time)
{
    const size_t readings = plan->rounds * plan->slices;
    double *room = calloc(n * readings + plan->rounds, sizeof *room), *value = room + n * readings;
    if (!room)
        return false;
    for (size_t i = 0; i < n; i++)
        variant[i].reading = room + i * readings;
    size_t rounds = slices_measure(variant, n, plan);
    for (size_t i = 0; i < n; i++) {
        slices_rounds(&variant[i], rounds, plan, value);
        time[i] = statistics_of(value, rounds, 0.95);
    }
    free(room);
    return true;
}
