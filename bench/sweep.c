/* SPDX-License-Identifier: MIT
 * sweep.c - lists, checked. */
#include "sweep.h"

#include "digits.h"
#include "program.h"
#include "resume.h"
#include "shard.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

/* One batch size; what is beyond the data is said in words of the data. */
static bool read_batch(const char *word, const char *model, size_t rows, size_t *batch, char *error, size_t error_size)
{
    const struct words_range fits = {1, (double)rows, .whole = true}, any = {1, 9007199254740992, .whole = true};
    char why[WORDS_WHY], ignored[WORDS_WHY];
    double value;
    if (words_number(word, &fits, &value, why, sizeof why)) {
        *batch = (size_t)value;
        return true;
    }
    if (words_number(word, &any, &value, ignored, sizeof ignored))
        snprintf(error, error_size, "--batch %s: more than the %zu training rows of %s", words_quote(word).text, rows,
                 model);
    else
        snprintf(error, error_size, "--batch %s", why);
    return false;
}

static bool add_batch(struct sweep_batches *batches, size_t batch)
{
    for (size_t i = 0; i < batches->n; i++)
        if (batches->batch[i] == batch)
            return false;
    if (batches->n == SWEEP_BATCHES)
        return false;
    batches->batch[batches->n++] = batch;
    return true;
}

bool sweep_batches(const char *text, const char *model, size_t rows, size_t standard, struct sweep_batches *batches,
                   char *error, size_t error_size)
{
    static const size_t all[] = {1, 8, 32, 120};
    struct words_list words;
    char why[WORDS_WHY];
    *batches = (struct sweep_batches){0};
    if (!text)
        return add_batch(batches, standard < rows ? standard : rows);
    for (size_t i = 0; strcmp(text, "all") == 0 && i < sizeof all / sizeof *all; i++)
        if (all[i] <= rows)
            add_batch(batches, all[i]);
    if (batches->n)
        return true;
    if (!words_split(text, &words, why, sizeof why)) {
        snprintf(error, error_size, "--batch %s", why);
        return false;
    }
    for (size_t i = 0; i < words.n; i++) {
        size_t batch;
        if (strcmp(words.item[i], "all") == 0) {
            snprintf(error, error_size, "--batch %s: 'all' stands alone", words_quote(text).text);
            return false;
        }
        if (!read_batch(words.item[i], model, rows, &batch, error, error_size))
            return false;
        if (!add_batch(batches, batch)) {
            snprintf(error, error_size, "--batch %s: each once, and at most %d, are expected", words_quote(text).text,
                     SWEEP_BATCHES);
            return false;
        }
    }
    return true;
}

void sweep_impls(const char **name, size_t most)
{
    size_t n = 0;
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++) {
            size_t k = 0;
            while (k < n && strcmp(name[k], (*op)->impl[i].name) != 0)
                k++;
            if (k == n && n + 1 < most)
                name[n++] = (*op)->impl[i].name;
        }
    name[n] = NULL;
}

void sweep_impl_names(char *text, size_t size)
{
    const char *name[SWEEP_IMPLS];
    sweep_impls(name, SWEEP_IMPLS);
    words_join(name, text, size);
}

bool sweep_impl(const char *wanted, char *error, size_t error_size)
{
    const char *name[SWEEP_IMPLS];
    char names[200];
    sweep_impls(name, SWEEP_IMPLS);
    for (size_t i = 0; wanted && name[i]; i++)
        if (strcmp(name[i], wanted) == 0)
            return true;
    words_join(name, names, sizeof names);
    if (wanted)
        snprintf(error, error_size, "--impl %s: no operation has it (%s)", words_quote(wanted).text, names);
    return !wanted;
}

static bool some_optimizer_has(const struct job_optimizers *optimizers, const char *hyper)
{
    for (size_t i = 0; i < optimizers->n; i++)
        for (int h = 0; h < gradus_hypers(optimizers->op[i]); h++)
            if (strcmp(optimizers->op[i]->hyper[h].name, hyper) == 0)
                return true;
    return false;
}

bool sweep_hypers(const struct job_optimizers *optimizers, const struct arguments *o, char *error, size_t error_size)
{
    const struct {
        const char *name;
        const struct arguments_number *number;
    } hyper[] = {{"beta", &o->beta}, {"beta1", &o->beta1}, {"beta2", &o->beta2}, {"epsilon", &o->epsilon}};
    for (size_t i = 0; i < sizeof hyper / sizeof *hyper; i++)
        if (hyper[i].number->given && !some_optimizer_has(optimizers, hyper[i].name)) {
            snprintf(error, error_size, "--%s %s: no chosen optimizer has it (%s%s)", hyper[i].name,
                     digits_of(hyper[i].number->value).text, optimizers->op[0]->name, optimizers->n > 1 ? ", ..." : "");
            return false;
        }
    return true;
}

static bool some_model_is(const struct sweep *s, const char *name)
{
    for (size_t i = 0; i < s->models; i++)
        if (strcmp(s->model[i].name, name) == 0)
            return true;
    return false;
}

/* Options that nothing in the sweep has a use for. */
static bool check_use(const struct sweep *s, const struct arguments *o, char *error, size_t error_size)
{
    if (o->job == ARGUMENTS_LAUNCH) /* one job of the sweep that they were given for */
        return true;
    if (!sweep_hypers(&s->optimizers, o, error, error_size))
        return false;
    if ((o->cost.given || o->profit.given) && !some_model_is(s, "yogurt")) {
        snprintf(error, error_size, "--%s is for --model yogurt", o->cost.given ? "cost" : "profit");
        return false;
    }
    if (o->lr_step.given && !o->lr_decay.given) {
        snprintf(error, error_size, "--lr-step %s needs --lr-decay", digits_of(o->lr_step.value).text);
        return false;
    }
    return sweep_impl(o->impl, error, error_size);
}

/* Every job is planned before the first one runs, so that none that is finished is lost to one that cannot be. */
static bool plan_jobs(const struct sweep *s, const struct arguments *o, char *error, size_t error_size)
{
    for (size_t m = 0; m < s->models; m++)
        for (size_t op = 0; op < s->optimizers.n; op++)
            for (size_t b = 0; b < s->batches[m].n; b++) {
                const struct model *model = &s->model[m];
                struct job j;
                if (!job_plan(&j, model, o, s->optimizers.op[op], s->batches[m].batch[b], model->data.rows,
                              job_tested(model), error, error_size))
                    return false;
                bool fits = job_fits(&j, error, error_size);
                job_free(&j);
                if (!fits)
                    return false;
            }
    return true;
}

bool sweep_open(struct sweep *s, const struct arguments *o, char *error, size_t error_size)
{
    struct words_list names;
    char why[WORDS_WHY];
    *s = (struct sweep){0};
    if (!words_split(o->model ? o->model : "iris", &names, why, sizeof why)) {
        snprintf(error, error_size, "--model %s", why);
        return false;
    }
    if (names.n > SWEEP_MODELS) {
        snprintf(error, error_size, "--model %s: at most %d models", words_quote(o->model).text, SWEEP_MODELS);
        return false;
    }
    if (!job_optimizers(o->optimizer, &s->optimizers, error, error_size) ||
        !team_sizes(o->threads, &s->teams, error, error_size))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        struct model *m = &s->model[i];
        if (!model_find(names.item[i], o, m, error, error_size))
            return false;
        s->models++;
    }
    if (!check_use(s, o, error, error_size))
        return false;
    for (size_t i = 0; i < s->models; i++) {
        struct model *m = &s->model[i];
        if (!model_load(m, o, error, error_size) ||
            !sweep_batches(o->batch, m->name, m->data.rows, m->batch, &s->batches[i], error, error_size))
            return false;
    }
    return plan_jobs(s, o, error, error_size);
}

void sweep_close(struct sweep *s)
{
    for (size_t i = 0; i < s->models; i++)
        model_free(&s->model[i]);
}

size_t sweep_jobs(const struct sweep *s)
{
    size_t batches = 0;
    for (size_t i = 0; i < s->models; i++)
        batches += s->batches[i].n;
    return batches * s->optimizers.n;
}

struct sweep_place sweep_at(const struct sweep *s, size_t job)
{
    size_t m = 0, before = 0;
    while (job - before >= s->batches[m].n * s->optimizers.n)
        before += s->batches[m++].n * s->optimizers.n;
    return (struct sweep_place){job, &s->model[m], s->optimizers.op[(job - before) / s->batches[m].n],
                                s->batches[m].batch[(job - before) % s->batches[m].n]};
}

int sweep_resume(const struct sweep *s, const struct arguments *o, struct resume *resume, char *error,
                 size_t error_size)
{
    int status = shard_some(&o->shard, sweep_jobs(s), error, error_size);
    for (size_t i = 0; i < sweep_jobs(s) && status == PROGRAM_PASS; i++) {
        struct sweep_place at = sweep_at(s, i);
        if (!resume_plan(resume, "%s/%s/%zu", at.model->name, at.optimizer->name, at.batch)) {
            snprintf(error, error_size, "out of memory");
            status = PROGRAM_ENVIRONMENT;
        }
    }
    return status == PROGRAM_PASS ? resume_open(resume, o, error, error_size) : status;
}
