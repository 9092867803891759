/* SPDX-License-Identifier: MIT
 * run.c - bench run: each job is trained, verified and timed. */
#include "command.h"
#include "context.h"
#include "curves.h"
#include "launcher.h"
#include "launches_rows.h"
#include "outcome.h"
#include "outcome_curves.h"
#include "plan.h"
#include "program.h"
#include "progress.h"
#include "resume.h"
#include "shard.h"
#include "sweep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct running {
    const struct arguments *o;
    struct report *r;
    struct outcome_tables tables;
    struct curves *curves;
    struct resume resume;
    bool single, disagreement;
    size_t done;
    struct launches_count count;
    char *error;
    size_t error_size;
};

/* false: one line in run->error; what is done is reported all the same. */
static bool run_job(struct running *run, struct job *j, const struct team_sizes *teams, struct resume_facts *facts)
{
    struct outcome outcome = {0};
    char why[PROCESS_WHY] = "out of memory";
    if (run->single)
        outcome_job_line(run->r, j);
    bool trained = train(j, &outcome.train), good = trained;
    if (good && job_verified(j))
        good = verdict(j, outcome.train.steps, &outcome.verdict);
    if (trained && run->single) {
        outcome_verify_lines(run->r, j, &outcome);
        run->tables.verify = outcome_verify(run->r, 1, true);
        outcome_converge_lines(run->r, j, &outcome);
    }
    if (trained)
        outcome_alarms(run->r, j, &outcome);
    facts->disagreement = outcome.verdict.given && !verdict_pass(&outcome.verdict);
    if (good && !program_interrupted())
        good = timing(j, teams, &outcome.timing, why);
    if (trained && run->single) {
        run->tables.time = outcome_time(run->r, 1, true);
        run->tables.launches = outcome_launches(run->r, 1, teams->n, outcome.timing.asked);
        outcome_time_note(run->r, j, &outcome.timing);
    }
    if (trained) {
        outcome_rows(&run->tables, j, &outcome);
        launches_count(&facts->launches, &outcome.timing.launches, outcome.timing.asked, outcome.timing.things);
        good = curves_add(run->curves, j, &outcome.train) && good;
    }
    if (!good)
        snprintf(run->error, run->error_size, "--model %s --optimizer %s --batch %zu: %s", j->model->name,
                 j->optimizer->name, j->training.batch, why);
    timing_free(&outcome.timing);
    train_free(&outcome.train);
    return good;
}

/* One job of the sweep, unless it is of another shard or has been done before. The same failures. */
static bool run_one(struct running *run, const struct sweep *s, const struct sweep_place *at)
{
    struct resume_facts facts;
    struct job j;
    int threads = s->teams.threads[0]; /* the bits are those of any team */
    if (!shard_has(&run->o->shard, at->job))
        return true;
    bool before = resume_done(&run->resume, at->job, run->r, &facts), good = before;
    if (!before) {
        if (!job_new(&j, at->model, run->o, at->optimizer, at->batch, at->model->data.rows, job_tested(at->model),
                     threads, run->error, run->error_size))
            return false;
        good = run_job(run, &j, &s->teams, &facts);
        job_free(&j);
    }
    run->disagreement |= facts.disagreement;
    run->done += good && !program_interrupted();
    launches_counted(&run->count, &facts.launches);
    return good && (before || resume_keep(&run->resume, at->job, run->r, &facts, run->error, run->error_size));
}

static bool run_jobs(struct running *run, const struct sweep *s)
{
    bool good = true;
    for (size_t i = 0; i < sweep_jobs(s) && good && !program_interrupted(); i++) {
        struct sweep_place at = sweep_at(s, i);
        progress_jobs("job", i, sweep_jobs(s));
        good = run_one(run, s, &at);
    }
    return good;
}

static void batches_line(const struct sweep *s, struct report *r)
{
    for (size_t m = 0; m < s->models; m++) {
        char text[100] = "";
        for (size_t b = 0; b < s->batches[m].n; b++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "%s%zu", b ? ", " : "", s->batches[m].batch[b]);
        report_line(r, REPORT_PLAIN, "batch", "all: %s of the %zu rows of %s", text, s->model[m].data.rows,
                    s->model[m].name);
    }
}

int command_run(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct sweep *s = malloc(sizeof *s);
    struct curves curves = {.wanted = o->plot != NULL};
    struct running run = {.o = o, .r = r, .curves = &curves, .error = error, .error_size = error_size};
    int status = PROGRAM_USAGE;
    if (!s) {
        snprintf(error, error_size, "out of memory");
        return PROGRAM_ENVIRONMENT;
    }
    resume_new(&run.resume, o);
    if (!sweep_open(s, o, error, error_size))
        goto done;
    if (o->dry_run) {
        status = plan_sweep(s, o, r, error, error_size);
        goto done;
    }
    size_t jobs = sweep_jobs(s);
    run.single = jobs == 1;
    status = sweep_resume(s, o, &run.resume, error, error_size);
    if (status != PROGRAM_PASS)
        goto done;
    context_report(r, o);
    if (!run.single)
        report_line(r, REPORT_PLAIN, "command", "bench%s", o->command_line);
    for (size_t m = 0; m < s->models; m++)
        outcome_model_line(r, &s->model[m]);
    if (o->batch && strcmp(o->batch, "all") == 0)
        batches_line(s, r);
    if (o->quick && !run.single)
        report_line(r, REPORT_PLAIN, "verify", "none: no verdict on the numbers (--quick)");
    resume_line(&run.resume, r);
    run.tables.runs = outcome_runs(r, jobs, !run.single);
    run.tables.curves = outcome_curves(r, jobs);
    if (!run.single) {
        run.tables.verify = outcome_verify(r, jobs, false);
        run.tables.time = outcome_time(r, jobs, false);
        run.tables.launches = outcome_launches(r, jobs, s->teams.n, launcher_launches(o));
    }
    bool good = resume_head(&run.resume, r, error, error_size) && run_jobs(&run, s);
    if (!run.single)
        launches_notes(r, o, &run.count);
    context_end(r, run.done, shard_jobs(&o->shard, jobs), "job");
    status = run.disagreement ? PROGRAM_DISAGREEMENT : good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
    if (good && o->plot && !curves_draw(&curves, o->plot, r, error, error_size))
        status = status == PROGRAM_DISAGREEMENT ? status : PROGRAM_ENVIRONMENT;
done:
    resume_close(&run.resume, o, r);
    curves_free(&curves);
    sweep_close(s);
    free(s);
    return status;
}
