/* SPDX-License-Identifier: MIT
 * check_lists.c - the planned lists of networks: their wiring, and one whole step or evaluation against a reference
 * network that knows neither rows nor lists. */
#include "checks.h"
#include "network.h"
#include "step.h"
#include "wiring.h"

/* Of each network, optimizer, and fused or not: that it can be planned, its lists' five facts, and the step of each
 * training list or the results of the evaluation. */
static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    uint64_t n = 0;
    (void)options;
    (void)op;
    for (size_t i = 0; i < NETWORKS_COUNT; i++)
        n += 5 * 2 * (1 + (5 + 1) * (uint64_t)NETWORKS[i].lists);
    return n;
}

struct subject {
    struct network network;
    const char *optimizer;
    bool unfused;
};

static const char *operand_name(const struct gradus_list *list, int call, int operand)
{
    return call < 0 ? "" : list->call[call].op->operand[operand].name;
}

static const char *call_name(const struct gradus_list *list, int call)
{
    return call < 0 ? "" : list->call[call].op->name;
}

static void expect_list(struct verify *v, const struct subject *s, int l)
{
    const struct network *n = &s->network;
    struct gradus_list *list = &n->net->list[l];
    bool evaluation = l == 2;
    size_t row = evaluation ? n->kind->rows : 0;
    const float *x = network_x(n, row);
    const void *target = network_target(n, row);
    struct wiring w = {n->net, list, n->arena.p, x, target};
    int call, operand = 0;
    char where[96];
    snprintf(where, sizeof where, "%s, %s%s, list %d", n->kind->name, s->optimizer, s->unfused ? ", unfused" : "", l);
    gradus_net_feed(n->net, list, x, target, 1, 0);
    verify_expect(v,
                  list->calls > 0 && list->batch == (evaluation ? n->kind->test
                                                     : l        ? n->kind->rows % n->kind->batch
                                                                : n->kind->batch),
                  "%s: %zu calls for %zu rows", where, list->calls, list->batch);
    call = wiring_outside(&w, &operand);
    verify_expect(v, call < 0, "%s: call %d (%s) has %s outside of the arena, misaligned, or writes what is fed", where,
                  call, call_name(list, call), operand_name(list, call, operand));
    call = wiring_unwritten(&w, &operand);
    verify_expect(v, call < 0, "%s: call %d (%s) reads %s, which nobody wrote or another value lies over", where, call,
                  call_name(list, call), operand_name(list, call, operand));
    call = wiring_unfenced(&w, &operand);
    verify_expect(v, call < 0, "%s: no fence before call %d (%s), whose %s a call since the last one touches", where,
                  call, call_name(list, call), operand_name(list, call, operand));
    size_t wrong = wiring_parameters(&w, evaluation ? 0 : 1);
    verify_expect(v, wrong == 0, "%s: %zu of %zu parameters are not written exactly %d times", where, wrong,
                  n->net->parameters, !evaluation);
}

static void expect_results(struct verify *v, struct subject *s, int l)
{
    struct step_worst worst;
    network_reset(&s->network, v->options->seed);
    bool ran =
        l == 2 ? step_evaluate(&s->network, s->optimizer, &worst) : step_compare(&s->network, s->optimizer, l, &worst);
    verify_note(v, worst.ratio, 1, "%s, %s%s, list %d: %s[%zu]", s->network.kind->name, s->optimizer,
                s->unfused ? ", unfused" : "", l, worst.what, worst.element);
    verify_expect(v, ran && worst.ratio <= 1 && worst.untold == 0,
                  "%s, %s%s, list %d: %s[%zu] is %.9g, reference %.9g, %.3g times its bound; of %zu results "
                  "nothing can be told",
                  s->network.kind->name, s->optimizer, s->unfused ? ", unfused" : "", l, worst.what, worst.element,
                  worst.got, worst.want, worst.ratio, worst.untold);
}

static void run_subject(struct verify *v, struct subject *s, const struct network_model *kind)
{
    enum gradus_status status = network_new(&s->network, kind, s->optimizer, s->unfused, v->options->seed);
    if (!verify_expect(v, status == GRADUS_OK, "%s, %s: cannot be planned: %s", kind->name, s->optimizer,
                       gradus_status_text(status)))
        return;
    for (int l = 0; l < GRADUS_LISTS; l++) {
        if (s->network.net->list[l].calls == 0)
            continue;
        expect_list(v, s, l);
        expect_results(v, s, l);
    }
    network_free(&s->network);
}

static void run(struct verify *v, const struct gradus_op *op)
{
    (void)op;
    for (size_t k = 0; k < NETWORKS_COUNT; k++)
        for (int o = 0; o < NETWORK_OPTIMIZERS; o++)
            for (int unfused = 0; unfused < 2; unfused++)
                run_subject(v, &(struct subject){.optimizer = NETWORK_OPTIMIZER[o], .unfused = unfused}, &NETWORKS[k]);
}

const struct check check_lists = {
    .name = "lists",
    .about = "the wiring of planned networks, and one whole step and evaluation against a reference network",
    .expected = expected,
    .run = run,
};
