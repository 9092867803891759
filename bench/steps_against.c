/* SPDX-License-Identifier: MIT
 * steps_against.c - bench --against without --op: training steps, ours and those of foreign libraries. */
#include "against.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "outcome.h"
#include "program.h"
#include "progress.h"
#include "subject_step.h"
#include "sweep.h"

#include <stdlib.h>

struct running {
    const struct arguments *o;
    struct report *r;
    struct contenders *contenders;
    struct against_tables tables;
    struct against *against;
    size_t jobs, done;
    bool disagreement;
};

/* Without the others, and with the verdict on every step: the run that shows what is wrong. */
static void complain(struct running *run, const struct job *j)
{
    for (size_t i = 0; i < run->against->n; i++) {
        const struct entrant *e = &run->against->entrant[i];
        if (!e->ours || !e->worst.wrong)
            continue;
        run->disagreement = true;
        report_line(run->r, REPORT_BAD, "FAIL",
                    "%s, %s: %s of the bound   rerun: bench --model %s --optimizer %s --batch %zu",
                    run->against->subject.name, e->setting, digits_to(e->worst.error, 3).text, j->model->name,
                    j->optimizer->name, j->training.batch);
    }
}

static bool run_job(struct running *run, struct job *j, const struct team_sizes *teams)
{
    bool good = true;
    struct subject_step step;
    progress(j->model->name, run->done, run->jobs);
    for (size_t i = 0; i < teams->n && good && !program_interrupted(); i++) {
        *run->against = (struct against){.contenders = run->contenders,
                                         .subject = subject_step(&step, j),
                                         .impl = run->o->impl,
                                         .threads = teams->threads[i]};
        good = against_measure(run->against, run->o->quick);
        if (good) {
            against_rows(&run->tables, run->against);
            if (run->jobs == 1 && i == 0)
                against_refusals(run->r, run->against);
            complain(run, j);
        }
        against_close(run->against);
    }
    run->done += good && !program_interrupted();
    return good;
}

/* false: one line in `error`. */
static bool run_jobs(struct running *run, const struct sweep *s, char *error, size_t error_size)
{
    for (size_t m = 0; m < s->models; m++)
        for (size_t op = 0; op < s->optimizers.n; op++)
            for (size_t b = 0; b < s->batches[m].n && !program_interrupted(); b++) {
                const struct model *model = &s->model[m];
                struct job j;
                if (!job_new(&j, model, run->o, s->optimizers.op[op], s->batches[m].batch[b], model->data.rows,
                             job_tested(model), 1, error, error_size))
                    return false;
                bool good = run_job(run, &j, &s->teams);
                job_free(&j);
                if (!good) {
                    snprintf(error, error_size, "--model %s: out of memory", model->name);
                    return false;
                }
            }
    return true;
}

static int finish(struct running *run, bool good, char *error, size_t error_size)
{
    report_line(run->r, REPORT_PLAIN, "note",
                "ratio: the peer's time over ours, round by round, above 1 ours is faster; from..to: order statistics "
                "over the rounds of this process");
    report_line(run->r, REPORT_PLAIN, "",
                "error: of the loss, the parameters and the states after a step, in units of what float32 products as "
                "good as BLAS' may make of them; timed with a rate of 2^-40, on one batch");
    context_end(run->r, run->done, run->jobs, "job");
    if (good && contenders_blame(run->contenders, error, error_size))
        good = false;
    return run->disagreement ? PROGRAM_DISAGREEMENT : good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int command_steps_against(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct contenders *c = malloc(sizeof *c);
    struct against *a = malloc(sizeof *a);
    struct sweep *s = calloc(1, sizeof *s);
    int status = PROGRAM_USAGE;
    if (!c || !a || !s) {
        snprintf(error, error_size, "out of memory");
        free(c);
        free(a);
        free(s);
        return PROGRAM_ENVIRONMENT;
    }
    if (contenders_read(c, o->against, error, error_size) && sweep_open(s, o, error, error_size)) {
        context_report(r, o);
        for (size_t m = 0; m < s->models; m++)
            outcome_model_line(r, &s->model[m]);
        status = PROGRAM_ENVIRONMENT;
        if (contenders_start(c, o, error, error_size)) {
            size_t jobs = sweep_jobs(s);
            contenders_report(c, r);
            struct running run = {o, r, c, against_tables(r, jobs * s->teams.n), a, jobs, 0, false};
            bool good = run_jobs(&run, s, error, error_size);
            status = finish(&run, good, error, error_size);
        }
        contenders_end(c);
    }
    sweep_close(s);
    free(s);
    free(a);
    free(c);
    return status;
}
