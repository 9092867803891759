/* SPDX-License-Identifier: MIT
 * assignment.c - bench assignment: what the lecture asks its students for. Five optimizers on iris, batch 32, at
 * learning rate 0.1 for 500 epochs and 0.01 for 100; loss, accuracy and total time of each in one table. */
#include "assignment.h"
#include "command.h"
#include "context.h"
#include "curves.h"
#include "outcome.h"
#include "outcome_curves.h"
#include "program.h"
#include "progress.h"
#include "sweep.h"
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct setting {
    double lr, epochs;
} SETTINGS[] = {{0.1, 500}, {0.01, 100}};

enum { SETTINGS_COUNT = sizeof SETTINGS / sizeof *SETTINGS };

enum {
    LR,
    EPOCHS,
    ASKED,
    OPTIMIZER,
    EPSILON,
    FLUSHED,
    LOSS,
    SHOWN,
    RIGHT,
    TESTED,
    SHARE,
    FIRST,
    TOTAL,
    VERDICT,
    DIVERGED,
    DIVERGED_EPOCH,
    NOTE
};

static const struct report_column COLUMNS[] = {{"lr", "lr", REPORT_NUMBER, 4},
                                               {"epochs", "epochs", REPORT_COUNT},
                                               {"epochs_asked", NULL, REPORT_COUNT},
                                               {"optimizer", "optimizer"},
                                               {"epsilon", NULL, REPORT_NUMBER},
                                               {"flush_denormals", NULL, REPORT_FLAG},
                                               {"final_loss", "loss", REPORT_NUMBER, 6},
                                               {"right", "test accuracy", .people = true},
                                               {"right_rows", NULL, REPORT_COUNT},
                                               {"test_rows", NULL, REPORT_COUNT},
                                               {"accuracy", NULL, REPORT_NUMBER},
                                               {"first_epoch_all_right", "first 30/30 at epoch", REPORT_COUNT},
                                               {"total_ns", "total time", REPORT_NS},
                                               {"verdict", "verify"},
                                               {"diverged", NULL, REPORT_FLAG},
                                               {"diverged_epoch", NULL, REPORT_COUNT},
                                               {"note", ""},
                                               {NULL}};

const struct report_schema assignment_schema = {"assignment", "The lecture's assignment: a training in each row.",
                                                COLUMNS};

struct assignment {
    const struct arguments *o;
    struct report *r;
    struct report_table *table, *epochs;
    struct curves *curves;
    struct assignment_why why;
    size_t done;
    bool disagreement, infinite;
};

static void add_row(struct assignment *a, const struct job *j, const struct outcome *o)
{
    const struct train_result *t = &o->train;
    struct report_cell *row = t->epochs > 0 ? report_row(a->table) : NULL;
    if (!row)
        return;
    row[LR].value = j->training.lr;
    row[EPOCHS].value = (double)t->epochs;
    row[ASKED].value = (double)j->epochs;
    report_text(&row[OPTIMIZER], "%s", j->optimizer->name);
    for (int i = 0; i < gradus_hypers(j->optimizer); i++)
        if (strcmp(j->optimizer->hyper[i].name, "epsilon") == 0)
            row[EPSILON].value = j->training.hyper[i];
    row[FLUSHED].value = j->options->flush_denormals;
    row[LOSS].value = t->loss[t->epochs - 1];
    row[SHARE].value = t->right[t->epochs - 1];
    row[RIGHT].value = round(row[SHARE].value * (double)t->tested);
    row[TESTED].value = (double)t->tested;
    report_text(&row[SHOWN], "%.0f/%zu", row[RIGHT].value, t->tested);
    if (t->first_all_right >= 0)
        row[FIRST].value = (double)t->first_all_right;
    row[TOTAL].value = t->total_ns;
    report_text(&row[VERDICT], "%s", outcome_verdict(o));
    row[VERDICT].tone = !o->verdict.given ? REPORT_PLAIN : verdict_pass(&o->verdict) ? REPORT_GOOD : REPORT_BAD;
    row[DIVERGED].value = t->diverged;
    if (t->epochs < j->epochs)
        report_text(&row[NOTE], "interrupted");
    else if (t->diverged && t->step)
        report_text(&row[NOTE], "not finite from epoch %zu on", t->epoch);
    if (t->diverged && t->step)
        row[DIVERGED_EPOCH].value = (double)t->epoch;
}

/* false: no memory; what is done is reported all the same. */
static bool run_one(struct assignment *a, struct job *j)
{
    struct outcome outcome = {0};
    bool trained = train(j, &outcome.train), good = trained;
    if (good && !a->o->no_verify)
        good = verdict(j, outcome.train.steps, &outcome.verdict);
    if (trained) {
        add_row(a, j, &outcome);
        outcome_curves_rows(a->epochs, j, &outcome.train);
        outcome_alarms(a->r, j, &outcome);
        good = assignment_explain(&a->why, j, &outcome.train) && good;
        good = curves_add(a->curves, j, &outcome.train) && good;
        a->disagreement |= outcome.verdict.given && !verdict_pass(&outcome.verdict);
        a->infinite |= outcome.train.diverged;
    }
    a->done += good && !program_interrupted();
    train_free(&outcome.train);
    return good;
}

static int run_all(struct assignment *a, const struct model *m, const struct job_optimizers *optimizers, char *error,
                   size_t error_size)
{
    bool good = true;
    for (size_t i = 0; i < SETTINGS_COUNT; i++) {
        struct arguments set = *a->o;
        set.lr = (struct arguments_number){true, SETTINGS[i].lr};
        set.epochs = (struct arguments_number){true, SETTINGS[i].epochs};
        for (size_t k = 0; k < optimizers->n && good && !program_interrupted(); k++) {
            struct job j;
            good = job_new(&j, m, &set, optimizers->op[k], 32, m->data.rows, m->data.test, 1, error, error_size);
            if (!good)
                break;
            good = run_one(a, &j);
            if (!good)
                snprintf(error, error_size, "%s: out of memory", j.optimizer->name);
            job_free(&j);
        }
    }
    return a->disagreement ? PROGRAM_DISAGREEMENT : good ? PROGRAM_PASS : PROGRAM_ENVIRONMENT;
}

/* Why RMSProp at 0.1 ends the way it does: the lecture's students see it and wonder. */
static void explain(struct report *r, const struct arguments *o, bool infinite)
{
    if (infinite)
        report_line(r, REPORT_PLAIN, "note",
                    "without epsilon V shrinks until, denormals being flushed, it is 0: g / sqrt(0) is inf, then nan; "
                    "TensorFlow does the same");
    else if (!o->flush_denormals)
        report_line(r, REPORT_PLAIN, "note",
                    "in TensorFlow, which flushes denormals to 0, rmsprop at lr 0.1 ends in nan: --flush-denormals");
}

int command_assignment(const struct arguments *o, struct report *r, char *error, size_t error_size)
{
    struct curves curves = {.wanted = o->plot != NULL};
    struct assignment a = {.o = o, .r = r, .curves = &curves};
    struct job_optimizers optimizers;
    struct model m = {0};
    int status = PROGRAM_USAGE;
    if (!job_optimizers(o->optimizer ? o->optimizer : "all", &optimizers, error, error_size) ||
        !sweep_hypers(&optimizers, o, error, error_size))
        return PROGRAM_USAGE;
    if (!model_find("iris", o, &m, error, error_size) || !model_load(&m, o, error, error_size))
        return PROGRAM_ENVIRONMENT;
    context_report(r, o);
    report_line(r, REPORT_PLAIN, "command", "bench%s", o->command_line);
    outcome_model_line(r, &m);
    report_line(r, REPORT_PLAIN, "", "%s", "");
    a.table = report_table(r, &assignment_schema, SETTINGS_COUNT * optimizers.n, true);
    report_line(r, REPORT_PLAIN, "", "%s", "");
    a.why = (struct assignment_why){.r = r, .jobs = SETTINGS_COUNT * optimizers.n};
    a.epochs = outcome_curves(r, SETTINGS_COUNT * optimizers.n);
    status = run_all(&a, &m, &optimizers, error, error_size);
    explain(r, o, a.infinite);
    context_end(r, a.done, SETTINGS_COUNT * optimizers.n, "training");
    if (o->plot && status != PROGRAM_ENVIRONMENT && !curves_draw(&curves, o->plot, r, error, error_size))
        status = status == PROGRAM_DISAGREEMENT ? status : PROGRAM_ENVIRONMENT;
    curves_free(&curves);
    model_free(&m);
    return status;
}
