/* SPDX-License-Identifier: MIT
 * job.c - planning a net for a model and its options. */
#include "job.h"

#include "memory.h"
#include "suggest.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct job_optimizers all_optimizers(void)
{
    struct job_optimizers all = {0};
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        if (gradus_states(*op) >= 0 && all.n < JOB_OPTIMIZERS)
            all.op[all.n++] = *op;
    return all;
}

/* The names in `all`, and "all", ended by NULL. */
static void optimizer_names(const struct job_optimizers *all, const char **name)
{
    size_t n = 0;
    for (; n < all->n; n++)
        name[n] = all->op[n]->name;
    name[n++] = "all";
    name[n] = NULL;
}

static bool no_optimizer(const char *word, const struct job_optimizers *all, char *error, size_t error_size)
{
    const char *known[JOB_OPTIMIZERS + 2];
    char names[200];
    optimizer_names(all, known);
    words_join(known, names, sizeof names);
    const char *near = suggest(word, known);
    snprintf(error, error_size, "--optimizer %s: no such optimizer%s%s%s", words_quote(word).text,
             near ? "; did you mean " : " (", near ? near : names, near ? "?" : ")");
    return false;
}

bool job_optimizers(const char *text, struct job_optimizers *found, char *error, size_t error_size)
{
    struct words_list words;
    char why[WORDS_WHY];
    const struct job_optimizers all = all_optimizers();
    *found = all;
    if (text && strcmp(text, "all") == 0)
        return true;
    if (!words_split(text ? text : "rmsprop", &words, why, sizeof why)) {
        snprintf(error, error_size, "--optimizer %s", why);
        return false;
    }
    found->n = 0;
    for (size_t i = 0; i < words.n; i++) {
        const struct gradus_op *op = gradus_find(words.item[i]);
        if (strcmp(words.item[i], "all") == 0) {
            snprintf(error, error_size, "--optimizer %s: 'all' stands alone", words_quote(text).text);
            return false;
        }
        if (gradus_states(op) < 0)
            return no_optimizer(words.item[i], &all, error, error_size);
        found->op[found->n++] = op; /* each is there once, so they fit */
    }
    return true;
}

static void set_training(struct job *j, size_t batch, size_t rows, size_t test)
{
    const struct arguments *o = j->options;
    const struct model *m = j->model;
    const struct {
        const char *name;
        const struct arguments_number *number;
    } hyper[] = {{"beta", &o->beta}, {"beta1", &o->beta1}, {"beta2", &o->beta2}, {"epsilon", &o->epsilon}};
    bool adaptive = gradus_operand_index(j->optimizer, "v") >= 0;
    j->training = (struct gradus_training){.optimizer = j->optimizer->name,
                                           .lr = o->lr.given ? o->lr.value
                                                 : adaptive  ? m->lr_adaptive
                                                             : m->lr,
                                           .lr_decay = o->lr_decay.given ? o->lr_decay.value : 1,
                                           .lr_step = o->lr_step.given ? o->lr_step.value : 1,
                                           .batch = batch,
                                           .rows = rows,
                                           .test = test,
                                           .impl = o->impl,
                                           .unfused = o->unfused};
    for (int i = 0; i < gradus_hypers(j->optimizer); i++) {
        j->training.hyper[i] = j->optimizer->hyper[i].value;
        for (size_t k = 0; k < sizeof hyper / sizeof *hyper; k++)
            if (strcmp(hyper[k].name, j->optimizer->hyper[i].name) == 0 && hyper[k].number->given)
                j->training.hyper[i] = hyper[k].number->value;
    }
}

bool job_plan(struct job *j, const struct model *model, const struct arguments *o, const struct gradus_op *optimizer,
              size_t batch, size_t rows, size_t test, char *error, size_t error_size)
{
    *j = (struct job){.model = model, .options = o, .optimizer = optimizer};
    j->epochs = o->epochs.given ? (size_t)o->epochs.value : model->epochs;
    j->team = (struct gradus_team){1, o->flush_denormals};
    set_training(j, batch, rows, test);
    j->net = malloc(sizeof *j->net);
    if (!j->net) {
        snprintf(error, error_size, "out of memory");
        return false;
    }
    enum gradus_status status = gradus_net_plan(j->net, &model->net, &j->training);
    if (status == GRADUS_OK)
        return true;
    snprintf(error, error_size, "--model %s --optimizer %s --batch %zu: %s", model->name, optimizer->name, batch,
             gradus_status_text(status));
    job_free(j);
    return false;
}

bool job_new(struct job *j, const struct model *model, const struct arguments *o, const struct gradus_op *optimizer,
             size_t batch, size_t rows, size_t test, int threads, char *error, size_t error_size)
{
    if (!job_plan(j, model, o, optimizer, batch, rows, test, error, error_size))
        return false;
    j->team.threads = threads;
    if (!job_fits(j, error, error_size)) {
        job_free(j);
        return false;
    }
    j->arena = buffer_new(j->net->arena_bytes);
    if (!j->arena.p) {
        snprintf(error, error_size, "--model %s --optimizer %s --batch %zu: no memory for %.3g GB", model->name,
                 optimizer->name, batch, (double)j->net->arena_bytes / 1e9);
        job_free(j);
        return false;
    }
    job_reset(j);
    return true;
}

bool job_verified(const struct job *j)
{
    return !j->options->quick && !j->options->no_verify;
}

/* What a replay needs: four doubles for each element of its largest entry (replay.c). */
static double replay_bytes(const struct gradus_net *net)
{
    double most = 0;
    for (int l = 0; l < GRADUS_LISTS; l++)
        for (size_t c = 0; c < net->list[l].calls; c++) {
            const struct gradus_call *call = &net->list[l].call[c];
            double bytes = 0;
            for (int i = 0; i < gradus_operands(call->op); i++) {
                size_t n;
                if (call->op->operand[i].role != GRADUS_WORK &&
                    gradus_elements(call->op, i, call->a.dim, call->a.parts, &n) == GRADUS_OK)
                    bytes += 4 * sizeof(double) * (double)n;
            }
            most = bytes > most ? bytes : most;
        }
    return most;
}

bool job_fits(const struct job *j, char *error, size_t error_size)
{
    const struct dataset *d = &j->model->data;
    char why[120];
    double data = 4.0 * (double)(d->rows + d->test) * (double)(d->features + d->targets);
    double bytes = data + (double)j->net->arena_bytes, verified = job_verified(j) ? replay_bytes(j->net) : 0;
    if (memory_allows(bytes + verified, why, sizeof why))
        return true;
    snprintf(error, error_size, "--model %s --optimizer %s --batch %zu: %s%s", j->model->name, j->optimizer->name,
             j->training.batch, why, verified > 0 ? " (less with --no-verify)" : "");
    return false;
}

void job_free(struct job *j)
{
    buffer_free(&j->arena);
    free(j->net);
    j->net = NULL;
}

void job_reset(struct job *j)
{
    gradus_net_bind(j->net, j->arena.p);
    model_init(j->model, j->net);
}

size_t job_batches(const struct job *j)
{
    return (j->training.rows + j->training.batch - 1) / j->training.batch;
}

static struct job_batch from_row(const struct job *j, struct gradus_list *list, size_t row)
{
    const struct dataset *d = &j->model->data;
    const void *target = d->label ? (const void *)(d->label + row) : (const void *)(d->y + row * d->targets);
    return (struct job_batch){list, d->x + row * d->features, target};
}

struct job_batch job_batch(const struct job *j, size_t i)
{
    size_t row = i * j->training.batch;
    bool last = row + j->training.batch > j->training.rows;
    return from_row(j, &j->net->list[last], row);
}

struct job_batch job_evaluation(const struct job *j)
{
    return from_row(j, &j->net->list[2], j->model->data.test ? j->model->data.rows : 0);
}

size_t job_tested(const struct model *m)
{
    return m->data.test ? m->data.test : m->halves ? m->data.rows : 0;
}
