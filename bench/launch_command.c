/* SPDX-License-Identifier: MIT
 * launch_command.c - bench launch: one job, or one operation, planned as where it was started from, and timed once. */
#include "alone.h"
#include "command.h"
#include "program.h"
#include "selection.h"
#include "sweep.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>

int command_launch(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct sweep *s = calloc(1, sizeof *s);
    struct timing *t = calloc(1, sizeof *t);
    struct job j;
    int status = PROGRAM_USAGE;
    (void)r;
    if (!s || !t) {
        snprintf(error, error_size, "out of memory");
        status = PROGRAM_ENVIRONMENT;
    } else if (sweep_open(s, o, error, error_size)) {
        const struct model *m = &s->model[0];
        if (job_new(&j, m, o, s->optimizers.op[0], s->batches[0].batch[0], m->data.rows, job_tested(m),
                    s->teams.threads[0], error, error_size)) {
            timing_plan(&j, &s->teams, t);
            status = timing_launch(&j, t, error, error_size);
            timing_free(t);
            job_free(&j);
        }
    }
    if (s)
        sweep_close(s);
    free(t);
    free(s);
    return status;
}

int command_launch_rows(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct selection s = {0};
    struct team_sizes teams;
    int status = PROGRAM_USAGE;
    (void)r;
    if (team_sizes(o->threads, &teams, error, error_size))
        status = selection_open(&s, o, 0, error, error_size);
    if (status == PROGRAM_PASS)
        status = alone_launch(o, &s.of[0], &teams, error, error_size);
    selection_close(&s);
    return status;
}
