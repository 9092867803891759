/* SPDX-License-Identifier: MIT
 * limits.c - from operands to streams, from streams to times. */
#include "limits.h"

#include "measure/statistics.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SMALL = 16 << 10, /* bytes of operands below which overhead is what a call costs */
    PAST = 1 << 20,   /* beyond so many, which a core's own cache may not hold, stores past the caches are tried */
    TENSORS = GRADUS_CALLS * GRADUS_OPERANDS,
};

/* One operand of a stretch, wherever it occurs. */
struct tensor {
    const void *p;
    size_t bytes;
    bool read, written;
};

/* Operands that are nowhere yet are each something else. */
static struct tensor *find_tensor(struct tensor *of, size_t *n, const void *p)
{
    for (size_t i = 0; i < *n; i++)
        if (p && of[i].p == p)
            return &of[i];
    of[*n] = (struct tensor){.p = p};
    return &of[(*n)++];
}

static void add_operand(struct tensor *of, size_t *n, const struct gradus_call *call, int i)
{
    enum gradus_role role = call->op->operand[i].role;
    size_t elements = 0;
    if (role == GRADUS_WORK || gradus_elements(call->op, i, call->a.dim, call->a.parts, &elements) != GRADUS_OK)
        return;
    struct tensor *t = find_tensor(of, n, call->a.p[i]);
    t->bytes = elements * sizeof(float) > t->bytes ? elements * sizeof(float) : t->bytes;
    t->read |= role != GRADUS_OUT && !t->written;
    t->written |= role != GRADUS_IN;
}

struct limits_demand limits_demand(const struct gradus_call *call, size_t calls)
{
    struct limits_demand d = {0};
    struct gradus_count count;
    struct tensor of[TENSORS];
    size_t n = 0, largest = 0;
    int arrays[4] = {0}; /* by read + 2 written */
    for (size_t c = 0; c < calls && c < GRADUS_CALLS; c++) {
        for (int i = 0; i < gradus_operands(call[c].op); i++)
            add_operand(of, &n, &call[c], i);
        if (gradus_count(call[c].op, call[c].a.dim, &count) == GRADUS_OK)
            d.flops += 2 * (double)count.multiply_adds;
    }
    for (size_t i = 0; i < n; i++) {
        d.bytes += (double)of[i].bytes * (of[i].read + of[i].written);
        d.footprint += of[i].bytes;
        largest = of[i].bytes > largest ? of[i].bytes : largest;
    }
    for (size_t i = 0; i < n; i++)
        arrays[of[i].read + 2 * of[i].written] += of[i].bytes >= largest / 2;
    d.mix = limits_mix(arrays[1], arrays[2], arrays[3]);
    return d;
}

enum kernels_mix limits_mix(int in, int out, int inout)
{
    enum kernels_mix best = KERNELS_READ;
    int nearest = INT32_MAX;
    for (enum kernels_mix m = 0; m < KERNELS_MIXES; m++) {
        const struct kernels_arrays *a = &kernels_arrays[m];
        int distance = abs(in - a->in) + abs(out - a->out) + abs(inout - a->inout);
        if (distance < nearest) {
            nearest = distance;
            best = m;
        }
    }
    return best;
}

double limits_least(const struct limits_demand *d, double flops_per_ns, double bytes_per_ns)
{
    double compute = flops_per_ns > 0 ? d->flops / flops_per_ns : 0;
    double memory = bytes_per_ns > 0 ? d->bytes / bytes_per_ns : 0;
    return compute > memory ? compute : memory;
}

static int want_load(struct limits *l, struct limits_key key)
{
    for (size_t i = 0; i < l->loads; i++) {
        const struct limits_key *k = &l->key[i];
        if (k->threads == key.threads && k->peak == key.peak && k->mix == key.mix && k->store == key.store &&
            k->floats == key.floats)
            return (int)i;
    }
    if (l->loads == LIMITS_LOADS)
        return -1;
    l->key[l->loads] = key;
    return (int)l->loads++;
}

int limits_want(struct limits *l, struct limits_demand demand, int threads)
{
    struct limits_item item = {.demand = demand, .peak = -1, .stream = {-1, -1}};
    const struct kernels_arrays *a = &kernels_arrays[demand.mix];
    if (demand.footprint < SMALL || l->items == LIMITS_ITEMS)
        return -1;
    struct limits_key key = {.threads = threads, .mix = demand.mix};
    key.floats = load_floats(demand.footprint / sizeof(float) / (size_t)(a->in + a->out + a->inout), threads);
    item.stream[KERNELS_ORDINARY] = want_load(l, key);
    key.store = KERNELS_NONTEMPORAL;
    if (demand.footprint > PAST && kernels_find(gradus_isa_at(0))->stream[key.mix][key.store])
        item.stream[KERNELS_NONTEMPORAL] = want_load(l, key);
    if (demand.flops > 0)
        item.peak = want_load(l, (struct limits_key){.threads = threads, .peak = true});
    l->item[l->items] = item;
    return (int)l->items++;
}

/* The machine's limit, not that of the objects in use: OpenBLAS chooses its own. */
void limits_plan(struct limits *l)
{
    for (size_t i = 0; i < l->loads; i++) {
        const struct limits_key *k = &l->key[i];
        l->load[i] = k->peak ? load_peak(&l->arena, gradus_isa_at(0), k->threads)
                             : load_stream(&l->arena, gradus_isa_at(0), k->mix, k->store, k->floats, k->threads);
    }
}

bool limits_ready(struct limits *l)
{
    size_t floats = 1;
    int arrays = 1, threads = 1;
    for (size_t i = 0; i < l->loads; i++) {
        const struct kernels_arrays *a = &kernels_arrays[l->key[i].mix];
        floats = l->key[i].floats > floats ? l->key[i].floats : floats;
        arrays = a->in + a->out + a->inout > arrays ? a->in + a->out + a->inout : arrays;
        threads = l->key[i].threads > threads ? l->key[i].threads : threads;
    }
    if (l->loads > 0 && !load_arena_new(&l->arena, floats, arrays, threads))
        return false;
    limits_plan(l);
    return true;
}

void limits_free(struct limits *l)
{
    load_arena_free(&l->arena);
}

size_t limits_variants(struct limits *l, struct slices_variant *variant, double *room, size_t readings)
{
    for (size_t i = 0; i < l->loads; i++)
        variant[i] = (struct slices_variant){.run = load_run, .self = &l->load[i], .reading = room + i * readings};
    return l->loads;
}

void limits_set(struct limits *l, size_t load, double ns)
{
    l->rate[load] = ns > 0 ? l->load[load].work / ns : 0;
}

void limits_measured(struct limits *l, const struct slices_variant *variant, size_t rounds,
                     const struct slices_plan *plan, double *value)
{
    for (size_t i = 0; i < l->loads; i++) {
        slices_rounds(&variant[i], rounds, plan, value);
        limits_set(l, i, statistics_median(value, rounds));
    }
}

double limits_of(const struct limits *l, int position, char *by, size_t by_size)
{
    static const char *const mixes[KERNELS_MIXES] = {"read", "write", "copy", "triad", "sgd", "sgdm", "adam"};
    by[0] = '\0';
    if (position < 0)
        return NAN;
    const struct limits_item *item = &l->item[position];
    enum kernels_store best = KERNELS_ORDINARY;
    double rate[KERNELS_STORES] = {0}, peak = item->peak < 0 ? 0 : l->rate[item->peak];
    for (enum kernels_store s = 0; s < KERNELS_STORES; s++) {
        rate[s] = item->stream[s] < 0 ? 0 : l->rate[item->stream[s]];
        best = rate[s] > rate[best] ? s : best;
    }
    double memory = limits_least(&item->demand, 0, rate[best]), least = limits_least(&item->demand, peak, rate[best]);
    if (least > memory)
        snprintf(by, by_size, "multiply-adds");
    else
        snprintf(by, by_size, "%s stream%s", mixes[item->demand.mix],
                 best == KERNELS_NONTEMPORAL ? ", non-temporal" : "");
    return least > 0 ? least : NAN;
}

const char *limits_note(double percent, char *text, size_t size)
{
    text[0] = '\0';
    if (percent > LIMITS_MOST)
        snprintf(text, size, "limit mis-measured: %.0f %% of it", percent);
    return text;
}
