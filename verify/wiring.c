/* SPDX-License-Identifier: MIT
 * wiring.c - a shadow of the arena, one entry for each four bytes: which value stands there. */
#include "wiring.h"

#include <stdlib.h>
#include <string.h>

enum { WORD = 4, NOBODY = -1 };

struct range {
    size_t from, to; /* words of the arena */
};

static bool is_fed(const struct wiring *w, const void *p)
{
    return p == w->x || p == w->target;
}

static size_t bytes_of(const struct gradus_call *call, int i)
{
    size_t n = 0;
    if (gradus_elements(call->op, i, call->a.dim, call->a.parts, &n) != GRADUS_OK)
        return 0;
    return n * (call->op->operand[i].role == GRADUS_WORK ? sizeof(double) : sizeof(float));
}

/* The words of an operand; none where it does not lie in the arena. */
static struct range range_of(const struct wiring *w, const struct gradus_call *call, int i)
{
    const char *p = call->a.p[i];
    size_t bytes = bytes_of(call, i);
    if (!p || is_fed(w, p) || p < w->arena || bytes > w->net->arena_bytes ||
        (size_t)(p - w->arena) > w->net->arena_bytes - bytes)
        return (struct range){0, 0};
    size_t from = (size_t)(p - w->arena) / WORD;
    return (struct range){from, from + bytes / WORD};
}

int wiring_outside(const struct wiring *w, int *operand)
{
    for (size_t c = 0; c < w->list->calls; c++) {
        const struct gradus_call *call = &w->list->call[c];
        for (int i = 0; i < gradus_operands(call->op); i++) {
            struct range r = range_of(w, call, i);
            size_t align = call->op->operand[i].role == GRADUS_WORK ? sizeof(double) : sizeof(float);
            bool fed = is_fed(w, call->a.p[i]) && call->op->operand[i].role == GRADUS_IN;
            if (fed || (r.to > r.from && (uintptr_t)call->a.p[i] % align == 0))
                continue;
            if (operand)
                *operand = i;
            return (int)c;
        }
    }
    return -1;
}

static void stand(int *shadow, struct range r, int value)
{
    for (size_t i = r.from; i < r.to; i++)
        shadow[i] = value;
}

/* What is there before the step stands for itself in the shadow, under numbers that no tensor has. */
static void stand_lasting(const struct wiring *w, int *shadow)
{
    const struct gradus_net *net = w->net;
    const float *lasting[GRADUS_STATES + 3] = {net->w, net->lr, net->epoch};
    for (int i = 0; i < GRADUS_STATES; i++)
        lasting[3 + i] = net->state[i];
    for (int i = 0; i < GRADUS_STATES + 3; i++) {
        if (!lasting[i])
            continue;
        size_t from = (size_t)((const char *)lasting[i] - w->arena) / WORD;
        bool scalar = i == 1 || i == 2;
        stand(shadow, (struct range){from, from + (scalar ? 1 : net->parameters)}, GRADUS_TENSORS + i);
    }
}

static int whole_of(const struct wiring *w, size_t c, int i)
{
    return w->list->value[w->list->tensor[c][i]].whole;
}

/* An operand may read words that its own value stands in, or, before its first write, what lasts. */
static bool readable(const int *shadow, struct range r, int whole)
{
    for (size_t i = r.from; i < r.to; i++)
        if (shadow[i] != whole && shadow[i] < GRADUS_TENSORS)
            return false;
    return true;
}

int wiring_unwritten(const struct wiring *w, int *operand)
{
    size_t words = w->net->arena_bytes / WORD;
    int *shadow = malloc(words * sizeof *shadow), fault = -1;
    if (!shadow)
        return 0;
    stand(shadow, (struct range){0, words}, NOBODY);
    stand_lasting(w, shadow);
    for (size_t c = 0; c < w->list->calls && fault < 0; c++) {
        const struct gradus_call *call = &w->list->call[c];
        for (int i = 0; i < gradus_operands(call->op) && fault < 0; i++) {
            enum gradus_role role = call->op->operand[i].role;
            if ((role != GRADUS_IN && role != GRADUS_INOUT) || is_fed(w, call->a.p[i]) ||
                readable(shadow, range_of(w, call, i), whole_of(w, c, i)))
                continue;
            fault = (int)c;
            if (operand)
                *operand = i;
        }
        for (int i = 0; i < gradus_operands(call->op); i++)
            if (call->op->operand[i].role != GRADUS_IN)
                stand(shadow, range_of(w, call, i), whole_of(w, c, i));
    }
    free(shadow);
    return fault;
}

static bool collide(const struct wiring *w, const struct gradus_call *a, const struct gradus_call *b, int *operand)
{
    for (int i = 0; i < gradus_operands(a->op); i++)
        for (int j = 0; j < gradus_operands(b->op); j++) {
            struct range x = range_of(w, a, i), y = range_of(w, b, j);
            if (a->op->operand[i].role == GRADUS_IN && b->op->operand[j].role == GRADUS_IN)
                continue;
            if (x.from < y.to && y.from < x.to) {
                if (operand)
                    *operand = j;
                return true;
            }
        }
    return false;
}

int wiring_unfenced(const struct wiring *w, int *operand)
{
    size_t since = 0;
    for (size_t c = 0; c < w->list->calls; c++) {
        if (w->list->call[c].fence)
            since = c;
        for (size_t earlier = since; earlier < c; earlier++)
            if (collide(w, &w->list->call[earlier], &w->list->call[c], operand))
                return (int)c;
    }
    return -1;
}

size_t wiring_parameters(const struct wiring *w, unsigned times)
{
    const char *from = (const char *)w->net->w;
    size_t n = w->net->parameters, wrong = 0, start = (size_t)(from - w->arena) / WORD;
    unsigned *written = calloc(n, sizeof *written);
    if (!written)
        return n;
    for (size_t c = 0; c < w->list->calls; c++) {
        const struct gradus_call *call = &w->list->call[c];
        for (int i = 0; i < gradus_operands(call->op); i++) {
            struct range r = range_of(w, call, i);
            for (size_t k = r.from; call->op->operand[i].role != GRADUS_IN && k < r.to; k++)
                if (k >= start && k < start + n)
                    written[k - start]++;
        }
    }
    for (size_t i = 0; i < n; i++)
        wrong += written[i] != times;
    free(written);
    return wrong;
}
