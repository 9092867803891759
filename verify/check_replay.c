/* SPDX-License-Identifier: MIT
 * check_replay.c - an epoch of training, and the evaluation after it, in which every entry of every step is recomputed
 * by the reference from that entry's own inputs; and that the replay is the training: it ends with the same bits. */
#include "checks.h"
#include "network.h"
#include "replay.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Large enough for its products to be sampled, and for several chunks in most entries. */
static const struct network_model WIDE = {
    "wide", {2, {150, 200, 10}, true, "relu", NULL, "softmax_cross_entropy", true}, 300, 128, 40, 3};

/* Of each network, optimizer, fused or not, and of the wide one sampled or not: that no entry is wrong, the bits, and
 * that no entry of the evaluation is wrong where there is one. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t each = 2 + 1; /* of the wide one */
    (void)options;
    (void)op;
    for (size_t i = 0; i < NETWORKS_COUNT; i++)
        each += 2 + (NETWORKS[i].test > 0);
    return each * 5 * 2;
}

/* An epoch; entry by entry with `replay`, else with a team of three. Returns the number of wrong results. */
static uint64_t epoch(struct network *n, struct replay *replay, bool sampled)
{
    struct gradus_net *net = n->net;
    struct gradus_team team = {.threads = replay ? 1 : 3};
    uint64_t wrong = 0;
    for (size_t row = 0; row < n->kind->rows; row += n->kind->batch) {
        struct gradus_list *list = &net->list[n->kind->rows - row < n->kind->batch];
        gradus_net_feed(net, list, network_x(n, row), network_target(n, row), ++net->t, NETWORK_EPOCH);
        if (replay)
            wrong += replay_run(replay, list, &team, net->t, sampled);
        else
            gradus_run_forced(list->call, list->calls, &team);
    }
    return wrong;
}

/* The same epoch as users step it. */
static void steps(struct network *n)
{
    for (size_t row = 0; row < n->kind->rows; row += n->kind->batch)
        gradus_net_step(n->net, &n->net->list[n->kind->rows - row < n->kind->batch], network_x(n, row),
                        network_target(n, row), NETWORK_EPOCH, &(struct gradus_team){.threads = 2});
}

static const struct replay_worst *worst_of(const struct replay *replay)
{
    const struct replay_worst *worst = &replay->worst[0];
    for (size_t i = 0; i < replay->entries; i++)
        if (replay->worst[i].wrong > worst->wrong ||
            (replay->worst[i].wrong == worst->wrong &&
             replay->worst[i].error * worst->bound > worst->error * replay->worst[i].bound))
            worst = &replay->worst[i];
    return worst;
}

static void expect_epoch(struct verify *v, struct network *n, const char *optimizer, bool sampled)
{
    struct replay replay;
    size_t bytes = n->net->parameters * sizeof(float);
    float *trained = malloc(bytes);
    bool room = replay_new(&replay, n->net) && trained;
    network_reset(n, v->options->seed);
    uint64_t wrong = room ? epoch(n, &replay, sampled) : 1;
    const struct replay_worst *worst = worst_of(&replay);
    const char *name = worst->op ? worst->op->name : "?", *impl = worst->impl ? worst->impl->name : "?";
    if (room) {
        memcpy(trained, n->net->w, bytes);
        verify_note(v, worst->error, worst->bound, "%s, %s: %s/%s", n->kind->name, optimizer, name, impl);
    }
    verify_expect(v, wrong == 0 && replay.steps == (n->kind->rows + n->kind->batch - 1) / n->kind->batch,
                  "%s, %s: %" PRIu64 " wrong results in %" PRIu64 " steps; %s/%s %.4g ulp > %.4g in step %" PRIu64
                  ", operand %d, element %zu",
                  n->kind->name, optimizer, wrong, replay.steps, name, impl, worst->error, worst->bound, worst->step,
                  worst->operand, worst->element);
    network_reset(n, v->options->seed);
    epoch(n, NULL, false);
    bool same = room && memcmp(trained, n->net->w, bytes) == 0;
    network_reset(n, v->options->seed);
    steps(n);
    same = same && memcmp(trained, n->net->w, bytes) == 0;
    verify_expect(v, same, "%s, %s: the replay ends with other bits than training does", n->kind->name, optimizer);
    replay_free(&replay);
    free(trained);
}

/* The evaluation, with the parameters as training left them. */
static void expect_evaluation(struct verify *v, struct network *n, const char *optimizer, bool sampled)
{
    struct gradus_list *list = &n->net->list[2];
    struct replay replay;
    uint64_t wrong = 1;
    size_t row = n->kind->rows;
    gradus_net_feed(n->net, list, network_x(n, row), network_target(n, row), n->net->t, 0);
    if (replay_new(&replay, n->net))
        wrong = replay_run(&replay, list, &(struct gradus_team){.threads = 1}, n->net->t, sampled);
    const struct replay_worst *worst = worst_of(&replay);
    const char *name = worst->op ? worst->op->name : "?", *impl = worst->impl ? worst->impl->name : "?";
    verify_note(v, worst->error, worst->bound, "%s, %s, evaluation: %s/%s", n->kind->name, optimizer, name, impl);
    verify_expect(v, wrong == 0 && replay.entries == list->calls && list->calls > 0,
                  "%s, %s: %" PRIu64 " wrong results in the evaluation; %s/%s %.4g ulp > %.4g, operand %d, element %zu",
                  n->kind->name, optimizer, wrong, name, impl, worst->error, worst->bound, worst->operand,
                  worst->element);
    replay_free(&replay);
}

static void run_network(struct verify *v, const struct network_model *kind, const char *optimizer, bool unfused,
                        bool sampled)
{
    struct network n;
    if (network_new(&n, kind, optimizer, unfused, v->options->seed) != GRADUS_OK) {
        verify_expect(v, false, "%s, %s: cannot be planned", kind->name, optimizer);
        return;
    }
    expect_epoch(v, &n, optimizer, sampled);
    if (kind->test > 0)
        expect_evaluation(v, &n, optimizer, sampled);
    network_free(&n);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    (void)op;
    for (int o = 0; o < NETWORK_OPTIMIZERS; o++)
        for (int other = 0; other < 2; other++) {
            for (size_t k = 0; k < NETWORKS_COUNT; k++)
                run_network(v, &NETWORKS[k], NETWORK_OPTIMIZER[o], other, false);
            run_network(v, &WIDE, NETWORK_OPTIMIZER[o], false, other);
        }
}

const struct check check_replay = {
    .name = "replay",
    .about = "an epoch of training and an evaluation, every entry of every step against its reference",
    .expected = expected,
    .run = run,
};
