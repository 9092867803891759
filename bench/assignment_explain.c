/* SPDX-License-Identifier: MIT
 * assignment_explain.c - RMSProp at learning rate 0.1, as TensorFlow computes it, step by step into nan; and beside it
 * what the epsilon that the lecture leaves out would have done. */
#include "assignment.h"

#include "digits.h"
#include "program.h"
#include "tables.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { STEPS = 8 };

/* The training as it was, in the arithmetic that keeps denormals, and with Keras' epsilon. */
static const struct otherwise {
    bool flush;
    double epsilon;
} OTHERWISE[] = {{true, 0}, {false, 0}, {true, 1e-7}};

enum { WAYS = sizeof OTHERWISE / sizeof *OTHERWISE };

enum { LR, OPTIMIZER, PARAMETER, STEP, EPOCH, W, G, V };

static const struct report_column VANISHING[] = {{"lr", NULL, REPORT_NUMBER, 4},
                                                 {"optimizer", "optimizer", .common = true},
                                                 {"parameter", "parameter", .common = true},
                                                 {"step", "step", REPORT_COUNT},
                                                 {"epoch", "epoch", REPORT_COUNT},
                                                 {"w", "w", REPORT_NUMBER, 9},
                                                 {"g", "g", REPORT_NUMBER, 9},
                                                 {"v", "V", REPORT_NUMBER, 9},
                                                 {NULL}};

const struct report_schema vanishing_schema = {
    "vanishing",
    "The last steps of a training of the assignment that ended because its V became 0: the first parameter that was no "
    "longer finite (its w has no value then), its gradient, its V, after each step.",
    VANISHING};

enum { O_LR, O_OPTIMIZER, FLUSH, EPSILON, LOSS, SHOWN, RIGHT, TESTED };

static const struct report_column REMEDIES[] = {{"lr", NULL, REPORT_NUMBER, 4},
                                                {"optimizer", "optimizer", .common = true},
                                                {"flush_denormals", "denormals flushed", REPORT_FLAG},
                                                {"epsilon", "epsilon", REPORT_NUMBER, 2},
                                                {"final_loss", "loss", REPORT_NUMBER, 6},
                                                {"right", "test accuracy", .people = true},
                                                {"right_rows", NULL, REPORT_COUNT},
                                                {"test_rows", NULL, REPORT_COUNT},
                                                {NULL}};

const struct report_schema remedies_schema = {
    "remedies",
    "How such a training ends as it was, without flushed denormals, and with an epsilon; no final_loss: it is not "
    "finite.",
    REMEDIES};

static void begin(struct assignment_why *why, const struct job *j, const struct train_result *t)
{
    report_line(why->r, REPORT_PLAIN, "", "%s", "");
    report_line(why->r, REPORT_PLAIN, "V", "%s of %s before V is 0; the smallest float that is not flushed is %s",
                t->parameter, j->optimizer->name, digits_to(0x1p-126, 9).text);
    why->steps = report_table(why->r, &vanishing_schema, why->jobs * STEPS, true);
    report_line(why->r, REPORT_PLAIN, "", "%s", "");
    report_line(why->r, REPORT_PLAIN, "epsilon",
                "the same training, and what keeps it from dividing by 0: w - lr g / "
                "(sqrt(V) + epsilon)");
    why->otherwise = report_table(why->r, &remedies_schema, why->jobs * WAYS, true);
    report_line(why->r, REPORT_PLAIN, "", "%s", "");
}

/* false: no memory. */
static bool add_steps(struct assignment_why *why, struct job *j, const struct train_result *t)
{
    struct train_point point[STEPS];
    size_t points = t->step < STEPS ? (size_t)t->step : STEPS;
    if (!train_trace(j, t->element, t->step, point, points))
        return program_interrupted();
    for (size_t i = 0; i < points; i++) {
        struct report_cell *row = report_row(why->steps);
        if (!row)
            break;
        row[LR].value = j->training.lr;
        report_text(&row[OPTIMIZER], "%s", j->optimizer->name);
        report_text(&row[PARAMETER], "%s", t->parameter);
        row[STEP].value = (double)point[i].step;
        row[EPOCH].value = (double)((point[i].step - 1) / job_batches(j));
        row[W].value = isfinite(point[i].w) ? point[i].w : (double)NAN;
        row[G].value = point[i].g;
        row[V].value = point[i].v;
    }
    return true;
}

static void add_otherwise(struct assignment_why *why, const struct job *j, const struct otherwise *way,
                          const struct train_result *t)
{
    struct report_cell *row = t->epochs == j->epochs ? report_row(why->otherwise) : NULL;
    if (!row)
        return;
    row[O_LR].value = j->training.lr;
    report_text(&row[O_OPTIMIZER], "%s", j->optimizer->name);
    row[FLUSH].value = way->flush;
    row[EPSILON].value = way->epsilon;
    row[LOSS].value = t->loss[t->epochs - 1];
    row[RIGHT].value = round(t->right[t->epochs - 1] * (double)t->tested);
    row[TESTED].value = (double)t->tested;
    report_text(&row[SHOWN], "%.0f/%zu", row[RIGHT].value, t->tested);
}

static bool train_otherwise(struct assignment_why *why, const struct job *j, const struct otherwise *way)
{
    struct arguments o = *j->options;
    struct train_result t = {0};
    struct job job;
    char error[200];
    o.flush_denormals = way->flush;
    o.epsilon = (struct arguments_number){true, way->epsilon};
    if (!job_new(&job, j->model, &o, j->optimizer, j->training.batch, j->training.rows, j->training.test, 1, error,
                 sizeof error))
        return false;
    bool good = train(&job, &t);
    if (good)
        add_otherwise(why, &job, way, &t);
    train_free(&t);
    job_free(&job);
    return good;
}

bool assignment_explain(struct assignment_why *why, struct job *j, const struct train_result *t)
{
    if (!t->diverged || !t->step || t->v != 0 || program_interrupted())
        return true;
    if (!why->steps)
        begin(why, j, t);
    bool good = add_steps(why, j, t);
    for (size_t i = 0; good && i < WAYS && !program_interrupted(); i++)
        good = train_otherwise(why, j, &OTHERWISE[i]);
    return good;
}
