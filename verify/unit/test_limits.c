/* SPDX-License-Identifier: MIT
 * test_limits.c - what a row cannot do without, which stream is most like it, and what follows from measured rates. */
#include "roof/limits.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { N = 1 << 16 };

/* A call of a row with operands that are nowhere, each somewhere else. */
static struct gradus_call call_of(const char *name, size_t m, size_t k, size_t n)
{
    struct gradus_call call;
    const struct gradus_op *op = gradus_find(name);
    cr_assert(op, "%s", name);
    size_t dim[GRADUS_AXES] = {0};
    for (int i = 0; i < gradus_axes(op); i++)
        dim[i] = op->axes[i] == 'm' ? m : op->axes[i] == 'k' ? k : n;
    cr_assert_eq(gradus_call_init(&call, op, NULL, dim, NULL, NULL, 1), GRADUS_OK, "%s", name);
    for (int i = 0; i < gradus_operands(op); i++)
        call.a.p[i] = (void *)((uintptr_t)(i + 1) << 32);
    return call;
}

static struct limits_demand demand_of(const char *name)
{
    struct gradus_call call = call_of(name, 64, 32, N / 64);
    return limits_demand(&call, 1);
}

/* One call reads and writes what gradus_count says. The sizes are small enough for every row. */
Test(limits, bytes_of_every_row)
{
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++) {
        struct gradus_call call = call_of((*op)->name, 48, 12, 16);
        struct limits_demand d = limits_demand(&call, 1);
        struct gradus_count count;
        cr_assert_eq(gradus_count(*op, call.a.dim, &count), GRADUS_OK);
        cr_expect_eq((uint64_t)d.bytes, count.bytes, "%s: %g, not %llu", (*op)->name, d.bytes,
                     (unsigned long long)count.bytes);
        memset(call.a.p, 0, sizeof call.a.p);
        cr_expect_eq(limits_demand(&call, 1).bytes, d.bytes, "%s: operands that are nowhere yet", (*op)->name);
        cr_expect_eq((uint64_t)d.flops, 2 * count.multiply_adds, "%s", (*op)->name);
    }
}

Test(limits, mixes_of_rows)
{
    static const struct {
        const char *name;
        enum kernels_mix mix;
    } want[] = {{"exp", KERNELS_COPY},  {"softmax", KERNELS_COPY}, {"relu_grad", KERNELS_TRIAD},
                {"mse", KERNELS_TRIAD}, {"l2_loss", KERNELS_SGD},  {"sgd", KERNELS_SGD},
                {"sgdm", KERNELS_SGDM}, {"adagrad", KERNELS_SGDM}, {"rmsprop", KERNELS_SGDM},
                {"adam", KERNELS_ADAM}, {"argmax", KERNELS_READ},  {"one_hot", KERNELS_WRITE}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        cr_expect_eq(demand_of(want[i].name).mix, want[i].mix, "%s: %d", want[i].name, demand_of(want[i].name).mix);
    for (enum kernels_mix m = 0; m < KERNELS_MIXES; m++)
        cr_expect_eq(limits_mix(kernels_arrays[m].in, kernels_arrays[m].out, kernels_arrays[m].inout), m);
    cr_expect_eq(limits_mix(3, 2, 0), KERNELS_TRIAD, "the nearest");
    cr_expect_eq(limits_mix(0, 0, 1), KERNELS_SGD, "the nearest");
}

/* y = exp x, z = relu y, y in the stretch alone: x is read, y and z are written, and y is not read from memory. */
Test(limits, what_is_handed_on_is_not_read_again)
{
    struct gradus_call list[2] = {call_of("exp", 0, 0, N), call_of("relu", 0, 0, N)};
    list[1].a.p[0] = list[0].a.p[1];
    list[1].a.p[1] = (void *)((uintptr_t)9 << 32);
    struct limits_demand d = limits_demand(list, 2);
    cr_expect_eq(d.bytes, 3.0 * 4 * N, "%g", d.bytes);
    cr_expect_eq(d.footprint, (size_t)3 * 4 * N);
    list[1].a.p[1] = list[0].a.p[0]; /* back into x: read and written, once each */
    d = limits_demand(list, 2);
    cr_expect_eq(d.bytes, 3.0 * 4 * N, "%g", d.bytes);
    cr_expect_eq(d.footprint, (size_t)2 * 4 * N);
    cr_expect_eq(limits_demand(list, 0).bytes, 0);
}

Test(limits, the_larger_of_both_times)
{
    struct limits_demand d = {.flops = 1000, .bytes = 300};
    cr_expect_eq(limits_least(&d, 100, 10), 30, "memory");
    cr_expect_eq(limits_least(&d, 10, 10), 100, "multiply-adds");
    cr_expect_eq(limits_least(&d, 0, 10), 30, "no peak was measured");
    cr_expect_eq(limits_least(&d, 100, 0), 10, "no stream was measured");
    cr_expect_eq(limits_least(&d, 0, 0), 0);
}

Test(limits, are_wanted_once)
{
    static struct limits l;
    struct gradus_call small = call_of("relu", 0, 0, 1000), exp = call_of("exp", 0, 0, N),
                       relu = call_of("relu", 0, 0, N);
    struct gradus_call large = call_of("exp", 0, 0, 1 << 22), product = call_of("matmul", 64, 512, 64);
    cr_expect_eq(limits_want(&l, limits_demand(&small, 1), 1), -1, "8 KB say nothing");
    cr_expect_eq(limits_want(&l, limits_demand(&small, 0), 1), -1, "no call says nothing");
    cr_expect_eq(l.loads, 0);
    cr_expect_eq(limits_want(&l, limits_demand(&exp, 1), 1), 0);
    cr_expect_eq(limits_want(&l, limits_demand(&relu, 1), 1), 1);
    cr_expect_eq(l.loads, 1, "the same stream: %zu", l.loads);
    cr_expect_eq(limits_want(&l, limits_demand(&exp, 1), 2), 2);
    cr_expect_eq(l.loads, 2, "another team");
    cr_expect_eq(limits_want(&l, limits_demand(&product, 1), 1), 3);
    cr_expect_eq(l.loads, 4, "a stream and the peak");
    cr_expect_eq(limits_want(&l, limits_demand(&large, 1), 1), 4);
    cr_expect_eq(l.item[4].stream[KERNELS_NONTEMPORAL] >= 0,
                 kernels_find(gradus_isa_at(0))->stream[KERNELS_COPY][KERNELS_NONTEMPORAL] != NULL);
    cr_expect_eq(l.item[0].stream[KERNELS_NONTEMPORAL], -1, "not in the caches");
    for (int i = 5; i < LIMITS_ITEMS; i++)
        cr_assert_eq(limits_want(&l, limits_demand(&exp, 1), 1), i);
    cr_expect_eq(limits_want(&l, limits_demand(&exp, 1), 1), -1, "no room");
}

Test(limits, from_rates)
{
    static struct limits l;
    char by[40];
    l.items = 1;
    l.item[0] =
        (struct limits_item){.demand = {.flops = 1000, .bytes = 300, .mix = KERNELS_COPY}, .peak = 0, .stream = {1, 2}};
    l.rate[0] = 100;
    l.rate[1] = 10;
    l.rate[2] = 15;
    cr_expect_eq(limits_of(&l, 0, by, sizeof by), 20);
    cr_expect_str_eq(by, "copy stream, non-temporal");
    l.rate[2] = 5;
    cr_expect_eq(limits_of(&l, 0, by, sizeof by), 30);
    cr_expect_str_eq(by, "copy stream");
    l.rate[0] = 10;
    cr_expect_eq(limits_of(&l, 0, by, sizeof by), 100);
    cr_expect_str_eq(by, "multiply-adds");
    l.rate[0] = l.rate[1] = l.rate[2] = 0;
    cr_expect(isnan(limits_of(&l, 0, by, sizeof by)), "nothing was measured");
    cr_expect(isnan(limits_of(&l, -1, by, sizeof by)) && by[0] == '\0');
}

Test(limits, an_exceeded_limit_is_said_to_be_wrong)
{
    char text[60];
    cr_expect_str_eq(limits_note(105, text, sizeof text), "");
    cr_expect_str_eq(limits_note((double)NAN, text, sizeof text), "");
    cr_expect_str_eq(limits_note(112.4, text, sizeof text), "limit mis-measured: 112 % of it");
}
