/* SPDX-License-Identifier: MIT
 * replay.c - entry by entry: what an entry reads is kept before it runs, what it wrote is held against the reference.
 */
#include "replay.h"

#include "freivalds.h"
#include "oracle.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Doubles of an entry: in, got, want and scale of every operand but work. */
static bool entry_doubles(const struct gradus_call *call, size_t *count)
{
    size_t total = freivalds_scratch(call);
    for (int i = 0; i < gradus_operands(call->op); i++) {
        size_t n;
        if (call->op->operand[i].role == GRADUS_WORK)
            continue;
        if (gradus_elements(call->op, i, call->a.dim, call->a.parts, &n) != GRADUS_OK ||
            __builtin_mul_overflow(n, 4, &n) || __builtin_add_overflow(total, n, &total))
            return false;
    }
    *count = total;
    return true;
}

bool replay_new(struct replay *r, const struct gradus_net *net)
{
    size_t most = 1;
    *r = (struct replay){0};
    for (int l = 0; l < GRADUS_LISTS; l++)
        for (size_t c = 0; c < net->list[l].calls; c++) {
            size_t n;
            if (!entry_doubles(&net->list[l].call[c], &n))
                return false;
            most = n > most ? n : most;
        }
    if (__builtin_mul_overflow(most, sizeof *r->scratch, &r->scratch_bytes))
        return false;
    r->scratch = malloc(r->scratch_bytes);
    return r->scratch;
}

void replay_free(struct replay *r)
{
    free(r->scratch);
    r->scratch = NULL;
    r->scratch_bytes = 0;
}

static bool is_large_product(const struct gradus_call *call)
{
    struct gradus_count count;
    return gradus_count(call->op, call->a.dim, &count) == GRADUS_OK && count.multiply_adds > REPLAY_IN_FULL &&
           freivalds_fits(call);
}

static void run_and_judge(struct replay *r, const struct gradus_call *call, const struct gradus_team *team,
                          uint64_t step, double bound, struct judge_worst *worst)
{
    const struct gradus_op *op = call->op;
    struct judge_call judged = {.op = op, .dim = call->a.dim, .flush = team->flush_denormals};
    struct ref_call ref = {.dim = call->a.dim, .hyper = call->hyper, .t = step};
    double *at = r->scratch;
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        if (operand->role == GRADUS_WORK)
            continue;
        size_t n = 0;
        gradus_elements(op, i, call->a.dim, call->a.parts, &n);
        judged.count[i] = n;
        judged.got[i] = at + n;
        judged.want[i] = at + 2 * n;
        judged.scale[i] = at + 3 * n;
        ref.in[i] = at;
        ref.got[i] = judged.got[i];
        ref.want[i] = judged.want[i];
        ref.scale[i] = judged.scale[i];
        if (operand->role != GRADUS_OUT)
            judge_widen(operand, call->a.p[i], n, team->flush_denormals, at);
        at += 4 * n;
    }
    gradus_run(call, 1, team);
    for (int i = 0; i < gradus_operands(op); i++) {
        const struct gradus_operand *operand = &op->operand[i];
        if (!judge_written(operand))
            continue;
        judge_widen(operand, call->a.p[i], judged.count[i], team->flush_denormals, judged.got[i]);
        /* A result the reference forgets is then beyond any bound. */
        for (size_t j = 0; j < judged.count[i]; j++) {
            judged.want[i][j] = DBL_MAX;
            judged.scale[i][j] = NAN;
        }
    }
    oracle_find(op->name)(&ref);
    judge(&judged, bound, worst);
}

static void merge(struct replay_worst *all, const struct gradus_call *call, const struct judge_worst *one,
                  uint64_t step)
{
    if (all->values == 0 || judge_ratio(one->error, one->bound) > judge_ratio(all->error, all->bound)) {
        all->error = one->error;
        all->bound = one->bound;
        all->step = step;
        all->operand = one->operand;
        all->element = one->element;
        all->impl = call->impl;
    }
    all->op = call->op;
    all->values += one->values;
    all->wrong += one->wrong;
}

uint64_t replay_run(struct replay *r, const struct gradus_list *list, const struct gradus_team *team, uint64_t step,
                    bool sampled)
{
    uint64_t wrong = 0;
    r->entries = list->calls;
    r->steps++;
    for (size_t c = 0; c < list->calls; c++) {
        const struct gradus_call *call = &list->call[c];
        double bound = judge_bound(call->op, call->impl, call->a.dim);
        struct judge_worst worst;
        if (sampled && is_large_product(call)) {
            gradus_run(call, 1, team);
            freivalds_judge(call, bound, team->flush_denormals, step * GRADUS_CALLS + c, r->scratch, &worst);
        } else {
            run_and_judge(r, call, team, step, bound, &worst);
        }
        /* An entry of which nothing was compared is as good as wrong. */
        worst.wrong += worst.values == 0;
        merge(&r->worst[c], call, &worst, step);
        wrong += worst.wrong;
    }
    return wrong;
}
