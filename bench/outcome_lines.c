/* SPDX-License-Identifier: MIT
 * outcome_lines.c - a job in words. */
#include "outcome.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void outcome_model_line(struct report *r, const struct model *m)
{
    struct gradus_complexity count;
    char test[60] = "";
    if (gradus_complexity(m->net.width, m->net.layers, m->net.bias, &count) != GRADUS_OK)
        return;
    if (m->data.test)
        snprintf(test, sizeof test, ", %zu to test", m->data.test);
    report_line(r, REPORT_PLAIN, "model", "%s: %llu parameters; %zu rows to train%s; initial weights %s, seed %u",
                m->describe, (unsigned long long)count.parameters, m->data.rows, test, m->init, m->seed);
}

void outcome_job_line(struct report *r, const struct job *j)
{
    const struct gradus_training *t = &j->training;
    char hyper[100] = "", schedule[80] = "", last[40] = "", extra[100] = "";
    for (int i = 0; i < gradus_hypers(j->optimizer); i++) {
        size_t used = strlen(hyper);
        snprintf(hyper + used, sizeof hyper - used, " %s %g", j->optimizer->hyper[i].name, t->hyper[i]);
    }
    if (t->lr_decay != 1)
        snprintf(schedule, sizeof schedule, " * %g^(epoch / %g)", t->lr_decay, t->lr_step);
    if (t->rows % t->batch)
        snprintf(last, sizeof last, " (last %zu)", t->rows % t->batch);
    if (j->model->net.l1 != 0)
        snprintf(extra, sizeof extra, ", l1 %g", j->model->net.l1);
    if (j->model->net.l2 != 0)
        snprintf(extra + strlen(extra), sizeof extra - strlen(extra), ", l2 %g", j->model->net.l2);
    report_line(r, REPORT_PLAIN, "job", "%s%s, lr %g%s, batch %zu%s%s, %zu epochs of %zu steps%s%s", j->optimizer->name,
                hyper, t->lr, schedule, t->batch, last, extra, j->epochs, job_batches(j),
                j->options->standardize ? ", features standardized" : "",
                j->options->flush_denormals ? ", denormals flushed to 0" : "");
}

static void where(char *text, size_t size, const struct replay_worst *e)
{
    snprintf(text, size, "%s/%s %.3g ulp > %.3g at %s[%zu], step %llu", e->op->name, e->impl->name, e->error, e->bound,
             e->op->operand[e->operand].name, e->element, (unsigned long long)e->step);
}

void outcome_verify_lines(struct report *r, const struct job *j, const struct outcome *o)
{
    const struct verdict *v = &o->verdict;
    const struct replay_worst *worst = verdict_worst(v);
    (void)j;
    if (!v->given) {
        report_line(r, REPORT_PLAIN, "verify", "none: no verdict on the numbers (%s)",
                    j->options->quick       ? "--quick"
                    : j->options->no_verify ? "--no-verify"
                                            : "interrupted");
        return;
    }
    char steps[60], values[40];
    if (v->steps == v->all)
        snprintf(steps, sizeof steps, "all %llu steps", (unsigned long long)v->all);
    else
        snprintf(steps, sizeof steps, "the first %llu of %llu steps", (unsigned long long)v->steps,
                 (unsigned long long)v->all);
    bool pass = verdict_pass(v);
    report_count(values, sizeof values, (double)v->values);
    report_line(
        r, pass ? REPORT_GOOD : REPORT_BAD, "verify",
        "%s  each of %zu entries in %s%s recomputed by the reference from its own inputs: %s values, %llu wrong%s",
        pass ? "PASS" : "FAIL", v->entries - v->test_entries, steps, v->test_entries ? " and in the last test" : "",
        values, (unsigned long long)v->wrong, v->sampled ? "; large products by Freivalds' test" : "");
    if (worst)
        report_line(r, REPORT_PLAIN, "", "worst %s/%s: %.2g ulp beyond the last rounding, bound %.2g", worst->op->name,
                    worst->impl->name, worst->error, worst->bound);
}

void outcome_converge_lines(struct report *r, const struct job *j, const struct outcome *o)
{
    const struct train_result *t = &o->train;
    char right[100] = "", first[100] = "", weights[160] = "", loss[40];
    if (t->epochs == 0) {
        report_line(r, REPORT_BAD, "converge", "interrupted in the first epoch");
        return;
    }
    double share = t->right[t->epochs - 1];
    if (t->tested) {
        snprintf(right, sizeof right, ", %.0f/%zu %s right", round(share * (double)t->tested), t->tested,
                 j->model->data.test ? "test rows" : "rows");
        if (t->first_all_right >= 0)
            snprintf(first, sizeof first, ", first %zu/%zu at epoch %ld", t->tested, t->tested, t->first_all_right);
        else
            snprintf(first, sizeof first, ", never all right");
    }
    if (j->net->parameters <= 3)
        for (size_t i = 0; i < j->net->parameters; i++)
            snprintf(weights + strlen(weights), sizeof weights - strlen(weights), "%s%.8g",
                     i ? " " : ", final weights ", (double)j->net->w[i]);
    if (isnan(t->loss[t->epochs - 1])) /* printf may add a sign, which a NaN has not */
        snprintf(loss, sizeof loss, "nan");
    else
        snprintf(loss, sizeof loss, "%.9g", t->loss[t->epochs - 1]);
    report_line(r, REPORT_PLAIN, "converge", "loss %s after epoch %zu%s%s%s", loss, t->epochs - 1, right, first,
                weights);
    report_line(r, REPORT_PLAIN, "", "total %.4g ms for %llu steps%s", t->total_ns / 1e6, (unsigned long long)t->steps,
                t->tested ? " and a test after each epoch" : "");
}

void outcome_time_note(struct report *r, const struct timing *t)
{
    if (t->rounds == 0) {
        report_line(r, REPORT_PLAIN, "time", "none: interrupted");
        return;
    }
    for (size_t i = 0; i < t->rows; i++)
        if (t->row[i].time.n > 0) {
            report_line(
                r, REPORT_PLAIN, "note",
                "from..to: order statistics over %zu rounds of this process, coverage %.1f %%; a comparison needs "
                "several launches",
                t->rounds, 100 * t->row[i].time.coverage);
            break;
        }
    report_line(r, REPORT_PLAIN, "",
                "each part is run alone, so they only nearly add up to the step; feed: pointers, constants; lr 0");
}

static void fail_lines(struct report *r, const struct job *j, const struct verdict *v)
{
    char text[200];
    for (size_t i = 0; i < v->entries; i++) {
        if (!v->entry[i].wrong)
            continue;
        where(text, sizeof text, &v->entry[i]);
        report_line(r, REPORT_BAD, "FAIL", "%s", text);
    }
    if (!v->same)
        report_line(r, REPORT_BAD, "FAIL", "the replayed training ended with other bits than the training");
    const char *given = j->options->command_line, *assignment = " assignment";
    char setting[80] = "";
    if (j->options->job == ARGUMENTS_ASSIGNMENT) {
        given += strncmp(given, assignment, strlen(assignment)) == 0 ? strlen(assignment) : 0;
        snprintf(setting, sizeof setting, " --lr %g --epochs %zu", j->training.lr, j->epochs);
    }
    report_line(r, REPORT_BAD, "rerun", "bench%s --model %s --optimizer %s --batch %zu%s", given, j->model->name,
                j->optimizer->name, j->training.batch, setting);
}

void outcome_alarms(struct report *r, const struct job *j, const struct outcome *o)
{
    const struct train_result *t = &o->train;
    char v[40] = "";
    if (o->verdict.given && !verdict_pass(&o->verdict))
        fail_lines(r, j, &o->verdict);
    if (!isnan(t->v))
        snprintf(v, sizeof v, ", V = %.9g", t->v);
    if (t->diverged && t->parameter[0])
        report_line(r, REPORT_BAD, "diverged",
                    "%s %s batch %zu, lr %g: epoch %zu, step %llu: %s went from %.9g to %.9g with g = %.9g%s",
                    j->model->name, j->optimizer->name, j->training.batch, j->training.lr, t->epoch,
                    (unsigned long long)t->step, t->parameter, t->before, t->after, t->g, v);
    else if (t->diverged)
        report_line(r, REPORT_BAD, "diverged", "%s %s batch %zu, lr %g: epoch %zu, step %llu: the loss is not finite",
                    j->model->name, j->optimizer->name, j->training.batch, j->training.lr, t->epoch,
                    (unsigned long long)t->step);
    if (j->model->net.l1 != 0 || j->model->net.l2 != 0)
        report_line(r, REPORT_PLAIN, "near 0", "%s %s: %zu of %zu weights ended near zero (|w| < 0.001 max |w|)",
                    j->model->name, j->optimizer->name, t->near_zero, j->net->weights);
}
