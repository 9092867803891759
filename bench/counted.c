/* SPDX-License-Identifier: MIT
 * counted.c - the cases of bench instructions, and bench counted, which runs them. */
#include "counted.h"

#include "case.h"
#include "command.h"
#include "program.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int counted_open(struct counted *c, const struct arguments *o, char *error, size_t error_size)
{
    *c = (struct counted){.options = o, .steps = o->model || o->optimizer || o->batch, .function = "gradus_run"};
    if (!c->steps) {
        int status = selection_small(&c->rows, o, error, error_size);
        c->n = c->rows.n;
        return status;
    }
    c->function = "gradus_net_step";
    c->sweep = malloc(sizeof *c->sweep);
    if (!c->sweep) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    if (!sweep_open(c->sweep, o, error, error_size))
        return PROGRAM_USAGE;
    c->n = sweep_jobs(c->sweep);
    return PROGRAM_PASS;
}

void counted_close(struct counted *c)
{
    selection_close(&c->rows);
    if (c->sweep)
        sweep_close(c->sweep);
    free(c->sweep);
}

bool counted_each(struct counted *c, bool (*visit)(const struct counted_case *of, void *self), void *self, char *error,
                  size_t error_size)
{
    const struct sweep *s = c->sweep;
    size_t i = 0;
    for (; i < c->rows.n; i++)
        if (!visit(&(struct counted_case){i, &c->rows.of[i], NULL}, self))
            return false;
    for (size_t m = 0; s && m < s->models; m++)
        for (size_t op = 0; op < s->optimizers.n; op++)
            for (size_t b = 0; b < s->batches[m].n; b++) {
                const struct model *model = &s->model[m];
                struct job j;
                if (!job_new(&j, model, c->options, s->optimizers.op[op], s->batches[m].batch[b], model->data.rows,
                             job_tested(model), 1, error, error_size))
                    return false;
                bool more = visit(&(struct counted_case){i++, NULL, &j}, self);
                job_free(&j);
                if (!more)
                    return false;
            }
    return true;
}

/* The first calls bind symbols and touch pages; the last one meets what it met before. */
static bool run_row(const struct selected *s, uint64_t seed)
{
    struct case_spec spec = {.op = s->op, .impl = s->impl, .seed = seed, .step = 1};
    struct case_data data;
    memcpy(spec.dim, s->dim, sizeof spec.dim);
    for (int i = 0; i < gradus_hypers(s->op); i++)
        spec.hyper[i] = s->op->hyper[i].value;
    if (case_new(&data, &spec) != GRADUS_OK)
        return false;
    case_prepare(&data);
    for (int i = 0; i < COUNTED_CALLS; i++) {
        case_restore(&data);
        case_run(&data);
    }
    case_free(&data);
    return true;
}

/* The third step: by then no weight, gradient or state is as it was made. */
static void run_steps(struct job *j)
{
    struct job_batch b = job_batch(j, 0);
    for (int i = 0; i < COUNTED_CALLS; i++)
        gradus_net_step(j->net, b.list, b.x, b.target, 0, &j->team);
}

static bool run_case(const struct counted_case *of, void *self)
{
    const struct arguments *o = self;
    if (of->job)
        run_steps(of->job);
    else if (!run_row(of->row, o->seed.given ? (uint64_t)o->seed.value : 1))
        return false;
    printf("%zu\n", of->i);
    return fflush(stdout) == 0 && !program_interrupted();
}

int command_counted(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct counted cases;
    (void)r;
    int status = counted_open(&cases, o, error, error_size);
    if (status == PROGRAM_PASS && !counted_each(&cases, run_case, (void *)(uintptr_t)o, error, error_size))
        status = PROGRAM_ENVIRONMENT;
    counted_close(&cases);
    return status;
}
