/* SPDX-License-Identifier: MIT
 * sweep.c - lists, checked. */
#include "sweep.h"

#include "words.h"

#include <stdio.h>
#include <string.h>

bool sweep_batches(const char *text, const char *model, size_t rows, size_t standard, struct sweep_batches *batches,
                   char *error, size_t error_size)
{
    static const size_t all[] = {1, 8, 32, 120};
    const struct words_range range = {1, 9007199254740992, .whole = true};
    struct words_list words;
    char why[200];
    *batches = (struct sweep_batches){0};
    if (!text) {
        batches->batch[batches->n++] = standard < rows ? standard : rows;
        return true;
    }
    for (size_t i = 0; strcmp(text, "all") == 0 && i < sizeof all / sizeof *all; i++)
        if (all[i] <= rows)
            batches->batch[batches->n++] = all[i];
    if (batches->n)
        return true;
    if (!words_split(text, &words, why, sizeof why)) {
        snprintf(error, error_size, "--batch %s", why);
        return false;
    }
    for (size_t i = 0; i < words.n; i++) {
        double value;
        if (!words_number(words.item[i], &range, &value, why, sizeof why)) {
            snprintf(error, error_size, "--batch %s", why);
            return false;
        }
        if (value > (double)rows) {
            snprintf(error, error_size, "--batch '%s': more than the %zu training rows of %s", words.item[i], rows,
                     model);
            return false;
        }
        if (batches->n < SWEEP_BATCHES)
            batches->batch[batches->n++] = (size_t)value;
    }
    return true;
}

bool sweep_impl_known(const char *name)
{
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        for (int i = 0; i < GRADUS_IMPLS && (*op)->impl[i].name; i++)
            if (strcmp((*op)->impl[i].name, name) == 0)
                return true;
    return false;
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
            snprintf(error, error_size, "--%s %g: no chosen optimizer has it (%s%s)", hyper[i].name,
                     hyper[i].number->value, optimizers->op[0]->name, optimizers->n > 1 ? ", ..." : "");
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
    if (!sweep_hypers(&s->optimizers, o, error, error_size))
        return false;
    if ((o->cost.given || o->profit.given) && !some_model_is(s, "yogurt")) {
        snprintf(error, error_size, "--%s is for --model yogurt", o->cost.given ? "cost" : "profit");
        return false;
    }
    if (o->lr_step.given && !o->lr_decay.given) {
        snprintf(error, error_size, "--lr-step %g needs --lr-decay", o->lr_step.value);
        return false;
    }
    if (o->impl && !sweep_impl_known(o->impl)) {
        snprintf(error, error_size, "--impl '%s': no operation has it (exact, fast, blas)", o->impl);
        return false;
    }
    return true;
}

bool sweep_open(struct sweep *s, const struct arguments *o, char *error, size_t error_size)
{
    struct words_list names;
    char why[200];
    *s = (struct sweep){0};
    if (!words_split(o->model ? o->model : "iris", &names, why, sizeof why)) {
        snprintf(error, error_size, "--model %s", why);
        return false;
    }
    if (names.n > SWEEP_MODELS) {
        snprintf(error, error_size, "--model '%s': at most %d models", o->model, SWEEP_MODELS);
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
    return true;
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
