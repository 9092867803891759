/* SPDX-License-Identifier: MIT
 * fuse.c - a fused row stands for a chain of rows: where the chain's calls follow each other and nobody else reads what
 * they hand on, the one call replaces them. */
#include "plan.h"

#include <string.h>

static int chain_length(const struct gradus_op *op)
{
    int n = 0;
    while (n < GRADUS_FUSED && op->fuses[n])
        n++;
    return n;
}

static bool matches(const struct plan *p, const struct gradus_op *op, int at)
{
    int n = chain_length(op);
    if (n == 0 || (size_t)(at + n) > p->list->calls)
        return false;
    for (int i = 0; i < n; i++)
        if (p->list->call[at + i].op != op->fuses[i])
            return false;
    return true;
}

static bool writes(const struct gradus_list *list, int call, int tensor)
{
    const struct gradus_op *op = list->call[call].op;
    for (int i = 0; i < gradus_operands(op); i++)
        if (list->tensor[call][i] == tensor && op->operand[i].role != GRADUS_IN)
            return true;
    return false;
}

static bool mentions(const struct gradus_list *list, int call, int tensor)
{
    for (int i = 0; i < gradus_operands(list->call[call].op); i++)
        if (list->tensor[call][i] == tensor)
            return true;
    return false;
}

/* The tensor the fused row's operand has in the chain: results from its end, inputs from its start unless the chain
 * makes them itself. -1: none. */
static int from_chain(const struct gradus_list *list, const struct gradus_operand *operand, int at, int n)
{
    bool input = operand->role == GRADUS_IN;
    for (int step = 0; step < n; step++) {
        int call = input ? at + step : at + n - 1 - step;
        int i = gradus_operand_index(list->call[call].op, operand->name);
        if (i < 0)
            continue;
        int tensor = list->tensor[call][i];
        bool made = false;
        for (int other = at; other < at + n; other++)
            made |= writes(list, other, tensor);
        if (!input || !made)
            return tensor;
    }
    return -1;
}

/* Whether every tensor the chain writes is either an operand of the fused row or used by nobody else. */
static bool closed(const struct gradus_list *list, const struct plan_bind *bind, size_t binds, int at, int n)
{
    for (int tensor = 0; tensor < list->tensors; tensor++) {
        bool made = false, used = false, kept = false;
        for (int call = 0; call < (int)list->calls; call++) {
            bool inside = call >= at && call < at + n;
            made |= inside && writes(list, call, tensor);
            used |= !inside && mentions(list, call, tensor);
        }
        for (size_t b = 0; b < binds; b++)
            kept |= bind[b].tensor == tensor;
        if (made && used && !kept)
            return false;
    }
    return true;
}

/* The fused row's hyper-parameters, by name, from the calls it replaces. */
static void take_hyper(const struct gradus_list *list, const struct gradus_op *op, int at, int n, double *hyper)
{
    for (int h = 0; h < gradus_hypers(op); h++) {
        hyper[h] = op->hyper[h].value;
        for (int call = at; call < at + n; call++)
            for (int i = 0; i < gradus_hypers(list->call[call].op); i++)
                if (strcmp(list->call[call].op->hyper[i].name, op->hyper[h].name) == 0)
                    hyper[h] = list->call[call].hyper[i];
    }
}

static void copy_call(struct gradus_list *list, size_t to, size_t from)
{
    if (to == from)
        return;
    list->call[to] = list->call[from];
    memcpy(list->tensor[to], list->tensor[from], sizeof list->tensor[to]);
    list->part[to] = list->part[from];
    list->layer[to] = list->layer[from];
}

/* The layer that all of a chain's calls belong to that belong to any; -1: none, or several. */
static int one_layer(const struct gradus_list *list, int at, int n)
{
    int layer = -1;
    for (int call = at; call < at + n; call++) {
        if (layer >= 0 && list->layer[call] >= 0 && list->layer[call] != layer)
            return -1;
        layer = list->layer[call] >= 0 ? list->layer[call] : layer;
    }
    return layer;
}

/* Appends the fused call behind the list, so that plan_emit does the work, and moves it to its place. */
static bool fuse_at(struct plan *p, const struct gradus_op *op, int at)
{
    struct gradus_list *list = p->list;
    int n = chain_length(op);
    struct plan_bind bind[GRADUS_OPERANDS];
    size_t binds = 0;
    for (int i = 0; i < gradus_operands(op); i++) {
        int tensor = op->operand[i].role == GRADUS_WORK ? -1 : from_chain(list, &op->operand[i], at, n);
        if (tensor >= 0)
            bind[binds++] = (struct plan_bind){op->operand[i].name, tensor};
        else if (op->operand[i].role == GRADUS_IN)
            return false;
    }
    if (list->calls == GRADUS_CALLS || !closed(list, bind, binds, at, n))
        return false;
    double hyper[GRADUS_HYPERS] = {0};
    take_hyper(list, op, at, n, hyper);
    int like = at + n - 1;
    for (int call = at; call < at + n; call++) /* a chain around a loss counts as the loss */
        like = list->part[call] == 'l' ? call : like;
    p->part = list->part[like];
    p->layer = one_layer(list, at, n);
    int call = plan_emit(p, op, bind, binds, hyper);
    if (call < 0) {
        p->status = p->status == GRADUS_INVALID ? GRADUS_OK : p->status; /* not built for this shape: the chain stays */
        return false;
    }
    copy_call(list, (size_t)at, (size_t)call);
    for (int from = at + n; from < call; from++)
        copy_call(list, (size_t)(from - n + 1), (size_t)from);
    list->calls -= (size_t)n;
    return true;
}

/* The first chain of the list that a row stands for. */
static bool fuse_any(struct plan *p)
{
    for (int at = 0; at < (int)p->list->calls; at++)
        for (const struct gradus_op *const *op = gradus_ops(); *op && p->status == GRADUS_OK; op++)
            if (matches(p, *op, at) && fuse_at(p, *op, at))
                return true;
    return false;
}

void plan_fuse(struct plan *p)
{
    while (fuse_any(p)) /* a fused row may be part of another chain */
        ;
}
