/* SPDX-License-Identifier: MIT
 * test_replay.c - the checks of lists find what is wrong: a wrong constant, a wrong element, a wrong wire. */
#include "freivalds.h"
#include "network.h"
#include "replay.h"
#include "step.h"
#include "wiring.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static struct network n;
static const struct gradus_team ALONE = {.threads = 1};

static const struct network_model *kind(const char *name)
{
    for (size_t i = 0; i < NETWORKS_COUNT; i++)
        if (strcmp(NETWORKS[i].name, name) == 0)
            return &NETWORKS[i];
    cr_assert_fail("no network %s", name);
    return NULL;
}

static struct gradus_list *ready(const char *name, const char *optimizer)
{
    cr_assert_eq(gradus_start("plain", NULL), GRADUS_OK);
    cr_assert_eq(network_new(&n, kind(name), optimizer, true, 10), GRADUS_OK);
    gradus_net_feed(n.net, &n.net->list[0], network_x(&n, 0), network_target(&n, 0), 1, 0);
    return &n.net->list[0];
}

static uint64_t replayed(const struct gradus_list *list)
{
    struct replay r;
    cr_assert(replay_new(&r, n.net));
    uint64_t wrong = replay_run(&r, list, &ALONE, 1, false);
    cr_expect_eq(r.entries, list->calls);
    for (size_t i = 0; i < r.entries; i++)
        cr_expect_gt(r.worst[i].values, 0, "entry %zu", i);
    replay_free(&r);
    return wrong;
}

static struct gradus_call *last(struct gradus_list *list)
{
    return &list->call[list->calls - 1];
}

Test(replay, passes_what_is_right)
{
    cr_expect_eq(replayed(ready("mlp", "adam")), 0);
}

Test(replay, finds_a_wrong_constant)
{
    struct gradus_list *list = ready("iris", "sgdm");
    last(list)->a.k[0] *= 1.001;
    cr_expect_gt(replayed(list), 0);
}

Test(replay, finds_a_wrong_step_number)
{
    struct gradus_list *list = ready("iris", "adam");
    gradus_call_time(last(list), 2);
    cr_expect_gt(replayed(list), 0);
}

static struct wiring wiring_of(const struct gradus_list *list)
{
    return (struct wiring){n.net, list, n.arena.p, network_x(&n, 0), network_target(&n, 0)};
}

Test(wiring, finds_a_missing_fence)
{
    struct gradus_list *list = ready("mlp", "sgd");
    struct wiring w = wiring_of(list);
    cr_expect_eq(wiring_unfenced(&w, NULL), -1);
    last(list)->fence = false;
    cr_expect_eq(wiring_unfenced(&w, NULL), (int)list->calls - 1);
}

Test(wiring, finds_what_nobody_wrote)
{
    struct gradus_list *list = ready("mlp", "sgd");
    struct wiring w = wiring_of(list);
    int operand = -1;
    cr_expect_eq(wiring_unwritten(&w, &operand), -1);
    for (size_t c = 0; c + 1 < list->calls; c++) /* all but the update: its g is then from nowhere */
        list->call[c] = list->call[c + 1];
    cr_expect_geq(wiring_unwritten(&w, &operand), 0);
    cr_expect_geq(operand, 0);
}

Test(wiring, finds_a_parameter_left_out_and_one_written_twice)
{
    struct gradus_list *list = ready("dot", "sgd");
    struct wiring w = wiring_of(list);
    cr_expect_eq(wiring_parameters(&w, 1), 0);
    last(list)->a.dim[0]--;
    cr_expect_eq(wiring_parameters(&w, 1), 1);
    last(list)->a.dim[0]++;
    list->call[list->calls] = *last(list);
    list->calls++;
    cr_expect_eq(wiring_parameters(&w, 1), n.net->parameters);
}

Test(wiring, finds_an_operand_outside)
{
    static float elsewhere[64];
    struct gradus_list *list = ready("dot", "sgd");
    struct wiring w = wiring_of(list);
    cr_expect_eq(wiring_outside(&w, NULL), -1);
    last(list)->a.p[0] = elsewhere;
    cr_expect_eq(wiring_outside(&w, NULL), (int)list->calls - 1);
    last(list)->a.p[0] = (void *)network_x(&n, 0); /* what is fed must not be written */
    cr_expect_eq(wiring_outside(&w, NULL), (int)list->calls - 1);
}

Test(step, finds_a_schedule_that_stands_still)
{
    struct gradus_list *list = ready("decay", "sgd");
    struct step_worst worst;
    cr_assert(step_compare(&n, "sgd", 0, &worst));
    cr_expect_leq(worst.ratio, 1);
    for (size_t c = 0; c + 1 < list->calls; c++)
        if (strcmp(list->call[c].op->name, "exponential_decay") == 0)
            list->call[c].a.k[1] = 1;
    cr_assert(step_compare(&n, "sgd", 0, &worst));
    cr_expect_gt(worst.ratio, 1);
}

Test(step, finds_a_wrong_evaluation)
{
    ready("mlp", "sgd");
    struct gradus_list *list = &n.net->list[2];
    struct step_worst worst;
    cr_assert(step_evaluate(&n, "sgd", &worst));
    cr_expect_leq(worst.ratio, 1);
    cr_expect_eq(worst.untold, 0);
    list->calls--; /* the accuracy */
    cr_assert(step_evaluate(&n, "sgd", &worst));
    cr_expect_gt(worst.ratio, 1);
    cr_expect_str_eq(worst.what, "accuracy");
}

Test(step, finds_an_update_left_out)
{
    struct gradus_list *list = ready("iris", "sgd");
    struct step_worst worst;
    cr_assert(step_compare(&n, "sgd", 0, &worst));
    cr_expect_leq(worst.ratio, 1);
    list->calls--;
    cr_assert(step_compare(&n, "sgd", 0, &worst));
    cr_expect_gt(worst.ratio, 1);
}

/* A product, its operands `size` large, whose result can be tampered with. */
static struct judge_worst judged_at(const char *row, const char *impl, float size, bool flush, size_t element,
                                    float change)
{
    enum { M = 33, K = 20, N = 17 };
    static float a[M * K], b[K * N], bias[N], c[M * N];
    static double scratch[2 * K + N];
    struct gradus_call call;
    struct judge_worst worst;
    for (size_t i = 0; i < M * K; i++)
        a[i] = size * (float)((double)(i * 37 % 101) / 101 - 0.5);
    for (size_t i = 0; i < K * N; i++)
        b[i] = size * (float)((double)(i * 53 % 97) / 97 - 0.5);
    for (size_t i = 0; i < N; i++)
        bias[i] = size * size * (float)i;
    const struct gradus_op *op = gradus_find(row);
    bool dense = strcmp(row, "dense") == 0;
    void *p[] = {a, b, dense ? bias : c, c};
    cr_assert_eq(gradus_call_init(&call, op, impl, (size_t[]){M, K, N}, p, NULL, 1), GRADUS_OK);
    gradus_run(&call, 1, &(struct gradus_team){.threads = 1, .flush_denormals = flush});
    c[element] += change;
    cr_assert(freivalds_fits(&call));
    cr_assert_leq(freivalds_scratch(&call), sizeof scratch / sizeof *scratch);
    freivalds_judge(&call, judge_bound(op, call.impl, call.a.dim), flush, 3, scratch, &worst);
    return worst;
}

static struct judge_worst judged(const char *row, size_t element, float change)
{
    return judged_at(row, NULL, 1, false, element, change);
}

Test(freivalds, passes_a_product_and_finds_one_wrong_element)
{
    cr_assert_eq(gradus_start("plain", NULL), GRADUS_OK);
    const char *const rows[] = {"matmul", "dense"};
    for (size_t r = 0; r < 2; r++) {
        cr_expect_eq(judged(rows[r], 0, 0).wrong, 0, "%s", rows[r]);
        cr_expect_geq(judged(rows[r], 0, 0).values, 33 + 64);
        for (size_t i = 0; i < 33 * 17; i += 13)
            cr_expect_gt(judged(rows[r], i, 0.01f).wrong, 0, "%s: element %zu", rows[r], i);
        cr_expect_gt(judged(rows[r], 5, NAN).wrong, 0);
        cr_expect_gt(judged(rows[r], 5, INFINITY).wrong, 0);
    }
}

/* Products around the least normal float, sums above and below it: in float32 they are lost one by one, in double only
 * the stored result is. What is lost must not pass where it was not to be flushed. */
Test(freivalds, knows_what_flushing_takes)
{
    const char *const rows[] = {"matmul", "dense"}, *const impls[] = {"exact", "blas"};
    const float size[] = {0x1p-60f, 0x1p-62f, 0x1p-64f, 0x1p-66f};
    cr_assert_eq(gradus_start("plain", NULL), GRADUS_OK);
    for (size_t r = 0; r < 4; r++)
        for (size_t s = 0; s < sizeof size / sizeof *size; s++) {
            const char *row = rows[r % 2], *impl = impls[r / 2];
            float least = 0x1p-126f;
            cr_expect_eq(judged_at(row, impl, size[s], true, 0, 0).wrong, 0, "%s/%s %a", row, impl, (double)size[s]);
            cr_expect_eq(judged_at(row, impl, size[s], false, 0, 0).wrong, 0, "%s/%s %a", row, impl, (double)size[s]);
            cr_expect_gt(judged_at(row, impl, size[s], true, 5, 1000 * least).wrong, 0, "%s/%s", row, impl);
            cr_expect_gt(judged_at(row, impl, size[s], false, 5, least).wrong, 0, "%s/%s", row, impl);
        }
}

Test(freivalds, is_for_products_alone)
{
    struct gradus_call call;
    cr_assert_eq(gradus_start("plain", NULL), GRADUS_OK);
    cr_assert_eq(gradus_call_init(&call, gradus_find("softmax"), NULL, (size_t[]){3, 4}, NULL, NULL, 1), GRADUS_OK);
    cr_expect_not(freivalds_fits(&call));
}
