/* SPDX-License-Identifier: MIT
 * steps_against.c - bench --against without --op: training steps, ours and those of foreign libraries. */
#include "against.h"
#include "command.h"
#include "context.h"
#include "digits.h"
#include "outcome.h"
#include "program.h"
#include "progress.h"
#include "resume.h"
#include "shard.h"
#include "subject_step.h"
#include "sweep.h"

#include <stdlib.h>

struct running {
    const struct arguments *o;
    struct report *r;
    struct contenders *contenders;
    struct against_tables tables;
    struct against *against;
    size_t jobs, done; /* jobs: of the shard */
    bool disagreement; /* of any job; while one is measured, of it */
    struct resume resume;
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

/* One job of the sweep, unless it is of another shard or has been done before. false: one line in `error`. */
static bool run_one(struct running *run, const struct sweep *s, const struct sweep_place *at, char *error,
                    size_t error_size)
{
    struct resume_facts facts;
    struct job j;
    bool before = run->disagreement;
    if (!shard_has(&run->o->shard, at->job))
        return true;
    if (resume_done(&run->resume, at->job, run->r, &facts)) {
        run->disagreement |= facts.disagreement;
        run->done++;
        return true;
    }
    if (!job_new(&j, at->model, run->o, at->optimizer, at->batch, at->model->data.rows, job_tested(at->model), 1, error,
                 error_size))
        return false;
    run->disagreement = false;
    bool good = run_job(run, &j, &s->teams);
    facts.disagreement = run->disagreement;
    run->disagreement |= before;
    job_free(&j);
    if (!good)
        snprintf(error, error_size, "--model %s: out of memory", at->model->name);
    return good && resume_keep(&run->resume, at->job, run->r, &facts, error, error_size);
}

static bool run_jobs(struct running *run, const struct sweep *s, char *error, size_t error_size)
{
    bool good = true;
    for (size_t i = 0; i < sweep_jobs(s) && good && !program_interrupted(); i++) {
        struct sweep_place at = sweep_at(s, i);
        good = run_one(run, s, &at, error, error_size);
    }
    return good;
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
    struct running run = {.o = o, .r = r, .contenders = c, .against = a};
    int status = PROGRAM_USAGE;
    if (!c || !a || !s) {
        snprintf(error, error_size, "out of memory");
        free(c);
        free(a);
        free(s);
        return PROGRAM_ENVIRONMENT;
    }
    resume_new(&run.resume, o);
    if (contenders_read(c, o->against, error, error_size) && sweep_open(s, o, error, error_size))
        status = sweep_resume(s, o, &run.resume, error, error_size);
    if (status == PROGRAM_PASS) {
        context_report(r, o);
        for (size_t m = 0; m < s->models; m++)
            outcome_model_line(r, &s->model[m]);
        status = PROGRAM_ENVIRONMENT;
        if (contenders_start(c, o, error, error_size)) {
            contenders_report(c, r);
            resume_line(&run.resume, r);
            run.jobs = shard_jobs(&o->shard, sweep_jobs(s));
            run.tables = against_tables(r, run.jobs * s->teams.n);
            bool good = resume_head(&run.resume, r, error, error_size) && run_jobs(&run, s, error, error_size);
            status = finish(&run, good, error, error_size);
        }
        contenders_end(c);
    }
    resume_close(&run.resume, o, r);
    sweep_close(s);
    free(s);
    free(a);
    free(c);
    return status;
}
