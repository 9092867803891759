/* SPDX-License-Identifier: MIT
 * outcome_alarms.c - what must be seen of a job. */
#include "outcome.h"

#include "digits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void where(char *text, size_t size, const struct replay_worst *e)
{
    snprintf(text, size, "%s/%s %s ulp > %s at %s[%zu], step %llu", e->op->name, e->impl->name,
             digits_to(e->error, 3).text, digits_to(e->bound, 3).text, e->op->operand[e->operand].name, e->element,
             (unsigned long long)e->step);
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
        snprintf(setting, sizeof setting, " --lr %s --epochs %zu", digits_of(j->training.lr).text, j->epochs);
    }
    report_line(r, REPORT_BAD, "rerun", "bench%s --model %s --optimizer %s --batch %zu%s", given, j->model->name,
                j->optimizer->name, j->training.batch, setting);
}

/* Why a step took a parameter out of the numbers. */
static const char *reason(const struct train_result *t)
{
    if (!isfinite(t->g))
        return "the gradient is not finite";
    return t->v == 0 ? "the step is divided by sqrt(V)" : "the step is too long for float32";
}

static void diverged_line(struct report *r, const struct job *j, const struct outcome *o)
{
    const struct train_result *t = &o->train;
    char job[MODEL_TEXT + 120], v[60] = "";
    int used = snprintf(job, sizeof job, "%s %s batch %zu, lr %s: ", j->model->name, j->optimizer->name,
                        j->training.batch, digits_of(j->training.lr).text);
    if (t->step)
        snprintf(job + used, sizeof job - (size_t)used, "epoch %zu, step %llu", t->epoch, (unsigned long long)t->step);
    else
        snprintf(job + used, sizeof job - (size_t)used, "interrupted before it was found where");
    const char *right = verdict_pass(&o->verdict) ? " (the arithmetic is right: verify PASS)" : "";
    if (!isnan(t->v))
        snprintf(v, sizeof v, ", V = %s", digits_to(t->v, 9).text);
    if (t->parameter[0])
        report_line(r, REPORT_BAD, "diverged", "%s: %s went from %s to %s with g = %s%s: %s%s", job, t->parameter,
                    digits_to(t->before, 9).text, digits_to(t->after, 9).text, digits_to(t->g, 9).text, v, reason(t),
                    right);
    else
        report_line(r, REPORT_BAD, "diverged", "%s: the loss is not finite%s", job, right);
}

void outcome_alarms(struct report *r, const struct job *j, const struct outcome *o)
{
    const struct train_result *t = &o->train;
    if (o->verdict.given && !verdict_pass(&o->verdict))
        fail_lines(r, j, &o->verdict);
    if (t->epochs < j->epochs)
        report_line(r, REPORT_BAD, "partial", "%s %s batch %zu: trained for %s of %s only", j->model->name,
                    j->optimizer->name, j->training.batch, digits_grouped((double)t->epochs).text,
                    digits_count((double)j->epochs, "epoch").text);
    if (t->diverged)
        diverged_line(r, j, o);
    else if (j->model->net.l1 != 0 || j->model->net.l2 != 0)
        report_line(r, REPORT_PLAIN, "near 0", "%s %s: %zu of %zu weights ended near zero (|w| < 0.001 max |w|)",
                    j->model->name, j->optimizer->name, t->near_zero, j->net->weights);
}
