/* SPDX-License-Identifier: MIT
 * launch_lines.c - writing and reading a launch's lines. */
#include "launch_lines.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void launch_part_text(char *line, size_t size, size_t thing, const struct launches_part *p)
{
    size_t used = (size_t)snprintf(line, size, "thing %zu %" PRIu64 " %zu %" PRIu64 " %.17g", thing, p->iterations,
                                   p->preempted, p->preemptions, p->run_delay_ns);
    for (size_t i = 0; i < p->slices && used < size; i++)
        used += (size_t)snprintf(line + used, size - used, " %.17g", p->reading[i]);
    if (used < size)
        snprintf(line + used, size - used, "\n");
}

/* The next number of a line: finite, not negative, after one blank. */
static bool next_number(const char **at, double *value)
{
    char *end;
    if (**at != ' ' || (*at)[1] == ' ')
        return false;
    *value = strtod(*at + 1, &end);
    if (end == *at + 1 || !isfinite(*value) || *value < 0)
        return false;
    *at = end;
    return true;
}

bool launch_part_read(const char *line, size_t thing, struct launches_part *p)
{
    enum { NUMBER, ITERATIONS, PREEMPTED, PREEMPTIONS, DELAY, FIELDS };
    double field[FIELDS], reading;
    const char *at = line + strlen("thing");
    *p = (struct launches_part){0};
    if (strncmp(line, "thing ", strlen("thing ")) != 0)
        return false;
    for (int i = 0; i < FIELDS; i++)
        if (!next_number(&at, &field[i]) || (i < DELAY && field[i] != floor(field[i])) || field[i] > 0x1p62)
            return false;
    while (*at) {
        if (!next_number(&at, &reading) || reading <= 0 || p->slices == LAUNCHES_SLICES)
            return false;
        p->reading[p->slices++] = reading;
    }
    p->iterations = (uint64_t)field[ITERATIONS];
    p->preempted = (size_t)field[PREEMPTED];
    p->preemptions = (uint64_t)field[PREEMPTIONS];
    p->run_delay_ns = field[DELAY];
    return (size_t)field[NUMBER] == thing && p->iterations > 0 && p->slices > 0 && p->preempted <= p->slices &&
           p->preempted <= p->preemptions;
}

void launch_end_text(char *line, size_t size, double steal_percent)
{
    if (isnan(steal_percent))
        snprintf(line, size, "end -\n");
    else
        snprintf(line, size, "end %.17g\n", steal_percent);
}

bool launch_end_read(const char *line, double *steal_percent)
{
    const char *at = line + strlen("end");
    *steal_percent = NAN;
    if (strcmp(line, "end -") == 0)
        return true;
    return strncmp(line, "end ", strlen("end ")) == 0 && next_number(&at, steal_percent) && *at == '\0' &&
           *steal_percent <= 100;
}
