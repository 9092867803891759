/* SPDX-License-Identifier: MIT
 * outcome_lines.c - a job in words. */
#include "outcome.h"

#include "digits.h"
#include "launches_rows.h"
#include "program.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void outcome_model_line(struct report *r, const struct model *m)
{
    struct gradus_complexity count;
    char test[60] = "";
    if (gradus_complexity(m->net.width, m->net.layers, m->net.bias, &count) != GRADUS_OK)
        return;
    if (m->data.test)
        snprintf(test, sizeof test, ", %s to test", digits_grouped((double)m->data.test).text);
    report_line(r, REPORT_PLAIN, "model", "%s: %s; %s to train%s; initial weights %s, seed %u", m->describe,
                digits_count((double)count.parameters, "parameter").text,
                digits_count((double)m->data.rows, "row").text, test, m->init, m->seed);
}

__attribute__((format(printf, 3, 4))) static void append(char *text, size_t size, const char *format, ...)
{
    size_t used = strlen(text);
    va_list args;
    va_start(args, format);
    vsnprintf(text + used, size - used, format, args);
    va_end(args);
}

/* What the network is trained with besides optimizer and batch, as far as it is not what goes without saying. */
static void options_text(const struct job *j, char *text, size_t size)
{
    const struct arguments *o = j->options;
    const struct gradus_model *m = &j->model->net;
    const struct gradus_op *loss = gradus_find(m->loss);
    text[0] = '\0';
    for (int i = 0; loss && i < gradus_hypers(loss); i++) {
        const struct arguments_number *given = strcmp(loss->hyper[i].name, "cost") == 0 ? &o->cost : &o->profit;
        append(text, size, ", %s %s%s", loss->hyper[i].name, digits_of(m->loss_hyper[i]).text,
               given->given ? "" : " (the lecture's)");
    }
    if (m->l1 != 0)
        append(text, size, ", l1 %s", digits_of(m->l1).text);
    if (m->l2 != 0)
        append(text, size, ", l2 %s", digits_of(m->l2).text);
    append(text, size, "%s", o->standardize ? ", features standardized" : "");
    if (o->init)
        append(text, size, ", init %s", j->model->init);
    if (o->seed.given)
        append(text, size, ", seed %u", j->model->seed);
    append(text, size, "%s%s", o->unfused ? ", unfused" : "", o->flush_denormals ? ", denormals flushed to 0" : "");
    if (o->impl)
        append(text, size, ", implementation %s", o->impl);
}

void outcome_job_line(struct report *r, const struct job *j)
{
    const struct gradus_training *t = &j->training;
    char hyper[120] = "", schedule[80] = "", last[40] = "", options[240];
    for (int i = 0; i < gradus_hypers(j->optimizer); i++)
        append(hyper, sizeof hyper, " %s %s", j->optimizer->hyper[i].name, digits_of(t->hyper[i]).text);
    if (t->lr_decay != 1)
        append(schedule, sizeof schedule, " * %s^(epoch / %s)", digits_of(t->lr_decay).text,
               digits_of(t->lr_step).text);
    if (t->rows % t->batch)
        append(last, sizeof last, " (last %zu)", t->rows % t->batch);
    options_text(j, options, sizeof options);
    report_line(r, REPORT_PLAIN, "job", "%s%s, lr %s%s, batch %zu%s, %s of %s%s", j->optimizer->name, hyper,
                digits_of(t->lr).text, schedule, t->batch, last, digits_count((double)j->epochs, "epoch").text,
                digits_count((double)job_batches(j), "step").text, options);
}

/* Why there is nothing where there should be something. */
static const char *cut_short(void)
{
    return program_interrupted() ? "interrupted" : "out of memory";
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
                                            : cut_short());
        return;
    }
    char steps[160];
    if (v->steps == v->all)
        snprintf(steps, sizeof steps, "all %s", digits_count((double)v->all, "step").text);
    else
        snprintf(steps, sizeof steps, "the first %s of %s", digits_grouped((double)v->steps).text,
                 digits_count((double)v->all, "step").text);
    bool pass = verdict_pass(v);
    report_line(
        r, pass ? REPORT_GOOD : REPORT_BAD, "verify",
        "%s  each of %zu entries in %s%s recomputed by the reference from its own inputs: %s values, %s wrong%s",
        pass ? "PASS" : "FAIL", v->entries - v->test_entries, steps, v->test_entries ? " and in the last test" : "",
        digits_grouped((double)v->values).text, digits_grouped((double)v->wrong).text,
        v->sampled ? "; large products by Freivalds' test" : "");
    if (worst)
        report_line(r, REPORT_PLAIN, "", "worst %s/%s: %s ulp beyond the last rounding, bound %s", worst->op->name,
                    worst->impl->name, digits_to(worst->error, 3).text, digits_to(worst->bound, 3).text);
}

/* A loss that goes up and down to the end: said as it is seen. */
static void swing_line(struct report *r, const struct train_result *t)
{
    enum { LAST = 20 };
    double low = INFINITY, high = -INFINITY;
    int rises = 0;
    if (t->diverged || t->epochs <= LAST)
        return;
    for (size_t i = t->epochs - LAST; i < t->epochs; i++) {
        rises += t->loss[i] > t->loss[i - 1];
        low = fmin(low, t->loss[i]);
        high = fmax(high, t->loss[i]);
    }
    if (rises >= LAST / 4 && high - low > 0.05 * fabs(low))
        report_line(r, REPORT_PLAIN, "", "the loss rose in %d of the last %d epochs, between %s and %s: it swings",
                    rises, LAST, digits_to(low, 4).text, digits_to(high, 4).text);
}

void outcome_converge_lines(struct report *r, const struct job *j, const struct outcome *o)
{
    static const struct report_column ns = {.kind = REPORT_NS};
    const struct train_result *t = &o->train;
    const struct report_cell total = {.value = t->total_ns};
    char right[100] = "", weights[160] = "", text[40];
    if (t->epochs == 0) {
        report_line(r, REPORT_BAD, "converge", "interrupted in the first epoch");
        return;
    }
    if (t->tested) {
        append(right, sizeof right, ", %.0f/%zu %s right", round(t->right[t->epochs - 1] * (double)t->tested),
               t->tested, j->model->data.test ? "test rows" : "rows");
        if (t->first_all_right >= 0)
            append(right, sizeof right, ", first %zu/%zu at epoch %ld", t->tested, t->tested, t->first_all_right);
        else
            append(right, sizeof right, ", never all right");
    }
    for (size_t i = 0; j->net->parameters <= 3 && i < j->net->parameters; i++)
        append(weights, sizeof weights, "%s%s", i ? " " : ", final weights ", digits_to((double)j->net->w[i], 8).text);
    report_line(r, t->diverged ? REPORT_BAD : REPORT_PLAIN, "converge", "loss %s after epoch %zu%s%s",
                digits_to(t->loss[t->epochs - 1], 9).text, t->epochs - 1, right, weights);
    if (t->diverged)
        report_line(r, REPORT_BAD, "", "DIVERGED%s: see below",
                    verdict_pass(&o->verdict) ? ", although the arithmetic is right" : "");
    swing_line(r, t);
    report_show(text, sizeof text, &ns, &total);
    report_line(r, REPORT_PLAIN, "", "total %s for %s%s", text, digits_count((double)t->steps, "step").text,
                t->tested ? " and a test after each epoch" : "");
}

void outcome_time_note(struct report *r, const struct job *j, const struct timing *t)
{
    struct launches_count count = {0};
    if (t->launches.n == 0) {
        report_line(r, REPORT_PLAIN, "time", "none: %s",
                    program_interrupted() ? "interrupted" : "no launch came to its end");
        return;
    }
    launches_count(&count, &t->launches, t->asked, t->things);
    launches_notes(r, j->options, &count);
    report_line(r, REPORT_PLAIN, "",
                "each part is run alone, so they only nearly add up to the step; feed: pointers, constants; lr 0");
}
