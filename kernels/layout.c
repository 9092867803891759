/* SPDX-License-Identifier: MIT
 * layout.c - where barriers must stand, and where temporaries lie in the arena: two that never live in the same phase
 * (a stretch between barriers) may share memory. */
#include "plan.h"

#include <limits.h>

enum { ALIGNMENT = 64 };

/* The next multiple of ALIGNMENT; SIZE_MAX, as no sum of sizes that fit, where there is none. */
static size_t aligned(size_t bytes)
{
    return bytes > SIZE_MAX - ALIGNMENT ? SIZE_MAX : (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static size_t end_of(size_t offset, size_t bytes)
{
    return offset > SIZE_MAX - bytes ? SIZE_MAX : offset + bytes;
}

/* The bytes a tensor covers, as a range within its whole. */
static bool overlap(const struct gradus_list *list, int a, int b)
{
    const struct gradus_tensor *x = &list->value[a], *y = &list->value[b];
    return x->whole == y->whole && x->offset < y->offset + y->bytes && y->offset < x->offset + x->bytes;
}

/* Offsets of parts are within their whole; those of wholes are not set yet: both start at 0. */
static bool conflict(const struct gradus_list *list, int earlier, int later)
{
    const struct gradus_op *a = list->call[earlier].op, *b = list->call[later].op;
    for (int i = 0; i < gradus_operands(a); i++)
        for (int j = 0; j < gradus_operands(b); j++) {
            bool written = a->operand[i].role != GRADUS_IN || b->operand[j].role != GRADUS_IN;
            if (written && overlap(list, list->tensor[earlier][i], list->tensor[later][j]))
                return true;
        }
    return false;
}

static void touch(struct gradus_list *list, int tensor, int phase)
{
    struct gradus_tensor *value = &list->value[list->value[tensor].whole];
    if (value->first < 0)
        value->first = phase;
    value->last = phase;
}

void plan_fence(struct plan *p)
{
    struct gradus_list *list = p->list;
    int phase = 0, since = 0;
    for (int call = 0; call < (int)list->calls; call++) {
        list->call[call].fence = false;
        for (int earlier = since; earlier < call; earlier++)
            list->call[call].fence |= conflict(list, earlier, call);
        if (list->call[call].fence) {
            phase++;
            since = call;
        }
        for (int i = 0; i < gradus_operands(list->call[call].op); i++)
            touch(list, list->tensor[call][i], phase);
    }
    /* The caller reads the evaluation's prediction afterwards. */
    if (list->calls && list->part[0] == 'e')
        list->value[list->prediction].last = INT_MAX;
}

static bool live_together(const struct gradus_tensor *a, const struct gradus_tensor *b)
{
    return a->first <= b->last && b->first <= a->last;
}

static bool temporary(const struct gradus_list *list, int i)
{
    const struct gradus_tensor *value = &list->value[i];
    return value->whole == i && !value->lasting && value->feed < 0 && value->first >= 0;
}

/* First fit: the lowest offset at which no tensor placed before, and alive at the same time, is in the way. */
static size_t place(struct gradus_list *list, int i, size_t start)
{
    struct gradus_tensor *value = &list->value[i];
    size_t at = start;
    for (bool moved = true; moved;) {
        moved = false;
        for (int j = 0; j < i; j++) {
            const struct gradus_tensor *other = &list->value[j];
            if (temporary(list, j) && live_together(value, other) && at < end_of(other->offset, other->bytes) &&
                other->offset < end_of(at, value->bytes)) {
                at = aligned(end_of(other->offset, other->bytes));
                moved = true;
            }
        }
    }
    value->offset = at;
    return end_of(at, value->bytes);
}

size_t plan_layout(struct plan *p, size_t *persistent)
{
    struct gradus_list *list = p->list;
    size_t end = 0;
    for (int i = 0; i < list->tensors; i++)
        if (list->value[i].lasting && list->value[i].whole == i) {
            list->value[i].offset = end;
            end = aligned(end_of(end, list->value[i].bytes));
        }
    *persistent = end;
    size_t most = end;
    for (int i = 0; i < list->tensors; i++)
        if (temporary(list, i)) {
            size_t last = place(list, i, end);
            most = last > most ? last : most;
        }
    most = aligned(most);
    if (most == SIZE_MAX)
        p->status = GRADUS_OVERFLOW;
    return most;
}
