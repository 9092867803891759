/* SPDX-License-Identifier: MIT
 * plan.c - trials of jobs and cases, and what they say of the whole. */
#include "plan.h"

#include "alone.h"
#include "context.h"
#include "digits.h"
#include "launcher.h"
#include "measure/clock.h"
#include "notation.h"
#include "program.h"
#include "progress.h"
#include "shard.h"
#include "tables.h"
#include "timing.h"
#include "verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MODEL, OPTIMIZER, BATCH, OP, IMPL, SHAPE, LAUNCHES, TRAINING, VERIFICATION, TIMING, ALL };

static const struct report_column COLUMNS[] = {{"model", "model"},
                                               {"optimizer", "optimizer"},
                                               {"batch", "batch", REPORT_COUNT},
                                               {"operation", "operation"},
                                               {"implementation", "impl"},
                                               {"shape", "shape"},
                                               {"launches", "launches", REPORT_COUNT},
                                               {"training_ns", "training", REPORT_NS},
                                               {"verification_ns", "verification", REPORT_NS},
                                               {"timing_ns", "timing", REPORT_NS},
                                               {"predicted_ns", "in all", REPORT_NS},
                                               {NULL}};

const struct report_schema plan_schema = {"plan", "What would be done (--dry-run), and the time it would take.",
                                          COLUMNS};

enum { TRIED = 8 };                         /* steps of a job */
static const double VERDICT_MOST_NS = 10e9; /* verdict.h */

/* What one piece of work would take; ns. */
struct plan_time {
    double training, verification, timing;
};

struct planning {
    const struct arguments *o;
    struct report_table *table;
    size_t done;
    double all;
    char *error;
    size_t error_size;
};

static struct report_cell *add_row(struct planning *p, const struct plan_time *t)
{
    struct report_cell *row = report_row(p->table);
    double all = t->verification + t->timing + (t->training > 0 ? t->training : 0);
    p->done++;
    p->all += all;
    if (!row)
        return NULL;
    row[LAUNCHES].value = (double)launcher_launches(p->o);
    row[TRAINING].value = t->training;
    row[VERIFICATION].value = t->verification;
    row[TIMING].value = t->timing;
    row[ALL].value = all;
    return row;
}

/* The first steps of a job, trained and verified. false: no memory. */
static bool try_steps(struct job *j, struct plan_time *t)
{
    const size_t all = j->epochs * job_batches(j), tried = all < TRIED ? all : TRIED;
    struct verdict *v = calloc(1, sizeof *v);
    double start = clock_ns();
    job_reset(j);
    for (size_t i = 0; i < tried; i++) {
        struct job_batch b = job_batch(j, i % job_batches(j));
        gradus_net_step(j->net, b.list, b.x, b.target, (double)(i / job_batches(j)), &j->team);
    }
    double trained = clock_ns() - start;
    bool good = v != NULL;
    if (good && job_verified(j))
        good = verdict(j, tried, v);
    double verified = job_verified(j) ? clock_ns() - start - trained : 0, times = (double)all / (double)tried;
    t->training = trained * times;
    t->verification = fmin(verified * times, VERDICT_MOST_NS);
    free(v);
    return good;
}

static bool plan_job(struct planning *p, struct job *j, const struct team_sizes *teams)
{
    struct plan_time t = {0};
    struct timing *timing = calloc(1, sizeof *timing);
    char why[PROCESS_WHY] = "out of memory";
    bool good = timing && try_steps(j, &t) && timing_trial(j, teams, timing, &t.timing, why);
    struct report_cell *row = good ? add_row(p, &t) : NULL;
    if (row) {
        report_text(&row[MODEL], "%s", j->model->name);
        report_text(&row[OPTIMIZER], "%s", j->optimizer->name);
        row[BATCH].value = (double)j->training.batch;
    }
    if (!good && !program_interrupted())
        snprintf(p->error, p->error_size, "--model %s --optimizer %s --batch %zu: %s", j->model->name,
                 j->optimizer->name, j->training.batch, why);
    if (timing)
        timing_free(timing);
    free(timing);
    return good;
}

static bool plan_case(struct planning *p, const struct selected *s, const struct team_sizes *teams, struct alone *a)
{
    struct plan_time t = {.training = NAN};
    char why[PROCESS_WHY] = "out of memory", shape[80];
    bool good = alone_new(a, p->o, s, teams);
    double start = clock_ns();
    if (good)
        alone_judge(a);
    t.verification = clock_ns() - start;
    good = good && alone_trial(a, p->o, &t.timing, why);
    struct report_cell *row = good ? add_row(p, &t) : NULL;
    if (row) {
        notation_shape_text(s->op, s->dim, shape, sizeof shape);
        report_text(&row[OP], "%s", s->op->name);
        report_text(&row[IMPL], "%s", s->impl->name);
        report_text(&row[SHAPE], "%s", shape);
    }
    if (!good && !program_interrupted())
        snprintf(p->error, p->error_size, "--op %s --impl %s: %s", s->op->name, s->impl->name, why);
    alone_free(a);
    return good;
}

static int finish(struct planning *p, struct report *r, size_t all, const char *what, bool good)
{
    static const struct report_column ns = {.kind = REPORT_NS};
    const struct report_cell sum = {.value = p->all};
    char text[40];
    report_show(text, sizeof text, &ns, &sum);
    report_line(r, REPORT_PLAIN, "plan", "%s: about %s, going by a short trial of each (--dry-run)",
                digits_count((double)p->done, what).text, text);
    context_end(r, p->done, all, what);
    return good || program_interrupted() ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

int plan_sweep(const struct sweep *s, const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    const size_t jobs = sweep_jobs(s), all = shard_jobs(&o->shard, jobs);
    struct planning p = {.o = o, .error = error, .error_size = error_size};
    bool good = true;
    context_report(r, o);
    p.table = report_table(r, &plan_schema, all, true);
    for (size_t i = 0; i < jobs && good && !program_interrupted(); i++) {
        struct sweep_place at = sweep_at(s, i);
        struct job j;
        if (!shard_has(&o->shard, i))
            continue;
        progress_jobs("job", i, jobs);
        good = job_new(&j, at.model, o, at.optimizer, at.batch, at.model->data.rows, job_tested(at.model),
                       s->teams.threads[0], error, error_size);
        if (good) {
            good = plan_job(&p, &j, &s->teams);
            job_free(&j);
        }
    }
    return finish(&p, r, all, "job", good);
}

int plan_selection(const struct selection *s, const struct team_sizes *teams, const struct arguments *o,
                   struct report *r, char *error, size_t error_size)
{
    struct planning p = {.o = o, .error = error, .error_size = error_size};
    struct alone *a = calloc(1, sizeof *a);
    bool good = a != NULL;
    if (!good)
        snprintf(error, error_size, "out of memory");
    context_report(r, o);
    p.table = report_table(r, &plan_schema, s->n, true);
    for (size_t i = 0; i < s->n && good && !program_interrupted(); i++) {
        progress_jobs("case", i, s->n);
        good = plan_case(&p, &s->of[i], teams, a);
    }
    free(a);
    return finish(&p, r, s->n, "case", good);
}
