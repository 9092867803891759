/* SPDX-License-Identifier: MIT
 * outcome_tables.c - jobs as rows. */
#include "outcome.h"
#include "outcome_curves.h"
#include "outcome_job.h"
#include "tables.h"

#include <math.h>
#include <string.h>

enum {
    LR = JOB_CELLS,
    LR_DECAY,
    LR_STEP,
    BETA,
    BETA1,
    BETA2,
    EPSILON,
    LOSS_NAME,
    COST,
    PROFIT,
    L1,
    L2,
    STANDARDIZED,
    INIT,
    SEED,
    UNFUSED,
    FLUSHED,
    IMPL,
    EPOCHS,
    EPOCHS_ASKED,
    STEPS,
    PARAMETERS,
    VERDICT,
    CHECKED,
    VALUES,
    WRONG,
    WORST,
    WORST_ULP,
    BOUND_ULP,
    LOSS,
    ACCURACY,
    RIGHT,
    TESTED,
    FIRST,
    NEAR_ZERO,
    WEIGHTS,
    DIVERGED,
    DIVERGED_EPOCH,
    DIVERGED_STEP,
    DIVERGED_PARAMETER,
    TOTAL,
    STEP_1,
    STEP_MAX,
    SAMPLES,
};

static const struct report_column RUNS[] = {JOB_COLUMNS,
                                            {"lr", "lr", REPORT_NUMBER, 4, .common = true},
                                            {"lr_decay", NULL, REPORT_NUMBER},
                                            {"lr_step", NULL, REPORT_NUMBER},
                                            {"beta", NULL, REPORT_NUMBER},
                                            {"beta1", NULL, REPORT_NUMBER},
                                            {"beta2", NULL, REPORT_NUMBER},
                                            {"epsilon", NULL, REPORT_NUMBER},
                                            {"loss_function"},
                                            {"cost", NULL, REPORT_NUMBER},
                                            {"profit", NULL, REPORT_NUMBER},
                                            {"l1", NULL, REPORT_NUMBER},
                                            {"l2", NULL, REPORT_NUMBER},
                                            {"standardized", NULL, REPORT_FLAG},
                                            {"init"},
                                            {"seed", NULL, REPORT_COUNT},
                                            {"unfused", NULL, REPORT_FLAG},
                                            {"flush_denormals", NULL, REPORT_FLAG},
                                            {"implementation_asked"},
                                            {"epochs", "epochs", REPORT_COUNT, .common = true},
                                            {"epochs_asked", NULL, REPORT_COUNT},
                                            {"steps", NULL, REPORT_COUNT},
                                            {"parameters", NULL, REPORT_COUNT},
                                            {"verdict", "verify"},
                                            {"verified_steps", NULL, REPORT_COUNT},
                                            {"verified_values", NULL, REPORT_COUNT},
                                            {"wrong_values", NULL, REPORT_COUNT},
                                            {"worst_operation", NULL},
                                            {"worst_error_ulp", NULL, REPORT_NUMBER},
                                            {"worst_bound_ulp", NULL, REPORT_NUMBER},
                                            {"final_loss", "loss", REPORT_NUMBER, 6},
                                            {"accuracy", "accuracy", REPORT_NUMBER, 3},
                                            {"right_rows", NULL, REPORT_COUNT},
                                            {"test_rows", NULL, REPORT_COUNT},
                                            {"first_epoch_all_right", "all right at", REPORT_COUNT},
                                            {"weights_near_zero", "near 0", REPORT_COUNT},
                                            {"weights", NULL, REPORT_COUNT},
                                            {"diverged", NULL, REPORT_FLAG},
                                            {"diverged_epoch", "diverged at", REPORT_COUNT},
                                            {"diverged_step", NULL, REPORT_COUNT},
                                            {"diverged_parameter", NULL},
                                            {"total_ns", "total time", REPORT_NS},
                                            {"step_1_thread_ns", "step, 1 thread", REPORT_NS},
                                            {"step_max_threads_ns", "step, all", REPORT_NS},
                                            {"samples_per_second", "samples/s", REPORT_RATE},
                                            {NULL}};

const struct report_schema runs_schema = {
    "runs", "A job in each row: how it was trained, whether it was right, how it converged, what it cost.", RUNS};

enum { LIST = JOB_CELLS, ENTRY, OPERATION, IMPLEMENTATION, ERROR, BOUND, V_VALUES, V_WRONG, OPERAND, ELEMENT, STEP };

static const struct report_column VERIFY[] = {JOB_COLUMNS,
                                              {"list", "list"},
                                              {"entry", "entry", REPORT_COUNT},
                                              {"operation", "operation"},
                                              {"implementation", "implementation"},
                                              {"worst_error_ulp", "worst error, ulp", REPORT_NUMBER, 3},
                                              {"bound_ulp", "bound", REPORT_NUMBER, 3},
                                              {"values", "values", REPORT_COUNT},
                                              {"wrong", "wrong", REPORT_COUNT},
                                              {"worst_operand", NULL},
                                              {"worst_element", NULL, REPORT_COUNT},
                                              {"worst_step", NULL, REPORT_COUNT},
                                              {NULL}};

const struct report_schema verify_schema = {"verify", "Each entry of a job's lists, recomputed by the reference.",
                                            VERIFY};

struct report_table *outcome_runs(struct report *r, size_t jobs, bool shown)
{
    return report_table(r, &runs_schema, jobs, shown);
}

struct report_table *outcome_verify(struct report *r, size_t jobs, bool shown)
{
    return report_table(r, &verify_schema, jobs * 2 * GRADUS_CALLS, shown);
}

const char *outcome_verdict(const struct outcome *o)
{
    return !o->verdict.given ? "none" : verdict_pass(&o->verdict) ? "pass" : "FAIL";
}

static void run_verdict(struct report_cell *row, const struct outcome *o)
{
    const struct verdict *v = &o->verdict;
    const struct replay_worst *worst = verdict_worst(v);
    report_text(&row[VERDICT], "%s", outcome_verdict(o));
    row[VERDICT].tone = !v->given ? REPORT_PLAIN : verdict_pass(v) ? REPORT_GOOD : REPORT_BAD;
    if (!v->given || !worst)
        return;
    row[CHECKED].value = (double)v->steps;
    row[VALUES].value = (double)v->values;
    row[WRONG].value = (double)v->wrong;
    report_text(&row[WORST], "%s/%s", worst->op->name, worst->impl->name);
    row[WORST_ULP].value = worst->error;
    row[BOUND_ULP].value = worst->bound;
}

/* The hyper-parameters of a row, each in the column of its name. */
static void run_hypers(struct report_cell *row, const struct gradus_op *op, const double *hyper)
{
    for (int i = 0; op && i < gradus_hypers(op); i++)
        for (size_t c = BETA; c <= PROFIT; c++)
            if (strcmp(RUNS[c].key, op->hyper[i].name) == 0)
                row[c].value = hyper[i];
}

static void run_options(struct report_cell *row, const struct job *j)
{
    const struct gradus_model *m = &j->model->net;
    row[LR].value = j->training.lr;
    row[LR_DECAY].value = j->training.lr_decay;
    row[LR_STEP].value = j->training.lr_step;
    run_hypers(row, j->optimizer, j->training.hyper);
    report_text(&row[LOSS_NAME], "%s", m->loss);
    run_hypers(row, gradus_find(m->loss), m->loss_hyper);
    row[L1].value = m->l1;
    row[L2].value = m->l2;
    row[STANDARDIZED].value = j->options->standardize;
    report_text(&row[INIT], "%s", j->model->init);
    row[SEED].value = j->model->seed;
    row[UNFUSED].value = j->options->unfused;
    row[FLUSHED].value = j->options->flush_denormals;
    report_text(&row[IMPL], "%s", j->options->impl ? j->options->impl : "");
}

static void run_training(struct report_cell *row, const struct job *j, const struct train_result *r)
{
    row[EPOCHS].value = (double)r->epochs;
    row[EPOCHS_ASKED].value = (double)j->epochs;
    row[STEPS].value = (double)r->steps;
    row[PARAMETERS].value = (double)j->net->parameters;
    row[WEIGHTS].value = (double)j->net->weights;
    row[TOTAL].value = r->total_ns;
    row[DIVERGED].value = r->diverged;
    if (!r->diverged && (j->model->net.l1 != 0 || j->model->net.l2 != 0))
        row[NEAR_ZERO].value = (double)r->near_zero;
    if (r->epochs > 0) {
        row[LOSS].value = r->loss[r->epochs - 1];
        row[ACCURACY].value = r->right[r->epochs - 1];
    }
    if (r->tested) {
        row[RIGHT].value = round(row[ACCURACY].value * (double)r->tested);
        row[TESTED].value = (double)r->tested;
    }
    if (r->first_all_right >= 0)
        row[FIRST].value = (double)r->first_all_right;
    if (r->diverged && r->step) {
        row[DIVERGED_EPOCH].value = (double)r->epoch;
        row[DIVERGED_STEP].value = (double)r->step;
        report_text(&row[DIVERGED_PARAMETER], "%s", r->parameter);
    }
}

static void run_times(struct report_cell *row, const struct job *j, const struct timing *t)
{
    double fastest = INFINITY;
    for (size_t i = 0; i < t->rows; i++) {
        const struct timing_row *step = &t->row[i];
        if (strcmp(step->part, "step") != 0 || !(step->time.value.n > 0))
            continue;
        row[step->threads == 1 || step->used == 1 ? STEP_1 : STEP_MAX].value = step->time.value.median;
        fastest = fmin(fastest, step->time.value.median);
    }
    if (isfinite(fastest))
        row[SAMPLES].value = 1e9 * (double)j->training.batch / fastest;
}

static void verify_rows(struct report_table *t, const struct job *j, const struct verdict *v)
{
    for (size_t i = 0; v->given && i < v->entries; i++) {
        const struct replay_worst *e = &v->entry[i];
        struct report_cell *row = outcome_job_row(t, j);
        if (!row || !e->op)
            return;
        size_t in_step = v->entries - v->test_entries;
        report_text(&row[LIST], "%s", i < in_step ? "step" : "test");
        row[ENTRY].value = (double)(i < in_step ? i : i - in_step);
        report_text(&row[OPERATION], "%s", e->op->name);
        report_text(&row[IMPLEMENTATION], "%s", e->impl->name);
        row[ERROR].value = e->error;
        row[BOUND].value = e->bound;
        row[V_VALUES].value = (double)e->values;
        row[V_WRONG].value = (double)e->wrong;
        if (e->wrong)
            row[V_WRONG].tone = REPORT_BAD;
        report_text(&row[OPERAND], "%s", e->op->operand[e->operand].name);
        row[ELEMENT].value = (double)e->element;
        row[STEP].value = (double)e->step;
    }
}

struct report_cell *outcome_job_row(struct report_table *t, const struct job *j)
{
    struct report_cell *row = report_row(t);
    if (row) {
        report_text(&row[MODEL], "%s", j->model->name);
        report_text(&row[OPTIMIZER], "%s", j->optimizer->name);
        row[BATCH].value = (double)j->training.batch;
    }
    return row;
}

void outcome_rows(const struct outcome_tables *t, const struct job *j, const struct outcome *o)
{
    struct report_cell *row = t->runs ? outcome_job_row(t->runs, j) : NULL;
    if (row) {
        run_options(row, j);
        run_training(row, j, &o->train);
        run_verdict(row, o);
        run_times(row, j, &o->timing);
    }
    if (t->verify)
        verify_rows(t->verify, j, &o->verdict);
    if (t->time)
        outcome_time_rows(t->time, j, &o->timing);
    if (t->launches)
        outcome_launches_rows(t->launches, j, &o->timing);
    if (t->curves)
        outcome_curves_rows(t->curves, j, &o->train);
}
