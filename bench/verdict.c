/* SPDX-License-Identifier: MIT
 * verdict.c - replays a training run. */
#include "verdict.h"

#include "judge.h"
#include "measure/clock.h"
#include "program.h"
#include "progress.h"

#include <stdlib.h>
#include <string.h>

static const double LIMIT_NS = 10e9;

static bool has_sampled_product(const struct gradus_list *list)
{
    for (size_t c = 0; c < list->calls; c++) {
        struct gradus_count count;
        if (gradus_count(list->call[c].op, list->call[c].a.dim, &count) != GRADUS_OK ||
            count.multiply_adds > REPLAY_IN_FULL)
            return true;
    }
    return false;
}

static void replay_steps(struct job *j, struct replay *replay, struct verdict *v)
{
    size_t batches = job_batches(j);
    double start = clock_ns();
    for (uint64_t step = 0; step < v->all && !program_interrupted(); step++) {
        if (!j->model->every_step && clock_ns() - start > LIMIT_NS)
            return;
        struct job_batch b = job_batch(j, step % batches);
        gradus_net_feed(j->net, b.list, b.x, b.target, ++j->net->t, (double)(step / batches));
        v->wrong += replay_run(replay, b.list, &j->team, step + 1, v->sampled);
        v->steps++;
        progress("verify step", v->steps, v->all);
    }
}

static void add_entries(struct verdict *v, const struct replay *replay)
{
    memcpy(v->entry + v->entries, replay->worst, replay->entries * sizeof *v->entry);
    v->entries += replay->entries;
}

/* The test after the last step that was replayed: what the accuracy is made of. */
static void replay_test(struct job *j, struct verdict *v)
{
    struct replay replay;
    struct job_batch test = job_evaluation(j);
    if (test.list->calls == 0 || !replay_new(&replay, j->net))
        return;
    gradus_net_feed(j->net, test.list, test.x, test.target, j->net->t, 0);
    v->wrong += replay_run(&replay, test.list, &j->team, v->steps, v->sampled);
    v->test_entries = replay.entries;
    add_entries(v, &replay);
    replay_free(&replay);
}

bool verdict(struct job *j, uint64_t steps, struct verdict *v)
{
    struct replay replay;
    size_t bytes = j->net->parameters * sizeof(float);
    float *trained = malloc(bytes);
    *v = (struct verdict){.all = steps, .sampled = has_sampled_product(&j->net->list[0])};
    if (!trained || !replay_new(&replay, j->net)) {
        free(trained);
        return false;
    }
    memcpy(trained, j->net->w, bytes);
    job_reset(j);
    replay_steps(j, &replay, v);
    add_entries(v, &replay);
    replay_test(j, v);
    for (size_t i = 0; i < v->entries; i++)
        v->values += v->entry[i].values;
    v->same = v->steps < v->all || memcmp(trained, j->net->w, bytes) == 0;
    memcpy(j->net->w, trained, bytes);
    v->given = v->steps > 0;
    replay_free(&replay);
    free(trained);
    return true;
}

bool verdict_pass(const struct verdict *v)
{
    return v->given && v->wrong == 0 && v->same;
}

const struct replay_worst *verdict_worst(const struct verdict *v)
{
    const struct replay_worst *worst = NULL;
    for (size_t i = 0; i < v->entries; i++) {
        const struct replay_worst *e = &v->entry[i];
        if (!worst || judge_ratio(e->error, e->bound) > judge_ratio(worst->error, worst->bound))
            worst = e;
    }
    return worst;
}
