/* SPDX-License-Identifier: MIT
 * check_counts.c - what the lecture counts of a network: layers, parameters, multiply-adds (F5-F7). */
#include "checks.h"

#include <inttypes.h>

struct known {
    const char *what;
    size_t layers, width[5];
    bool bias;
    uint64_t parameters, multiply_adds;
};

static const struct known KNOWN[] = {
    {"3-4-2, as F6 and F7 count it", 2, {3, 4, 2}, true, 26, 20},
    {"3-4-2 without biases", 2, {3, 4, 2}, false, 20, 20},
    {"iris, 4-3", 1, {4, 3}, true, 15, 12},
    {"dot, 2-11-1", 2, {2, 11, 1}, true, 45, 33},
    {"yogurt, 2-1 without bias", 1, {2, 1}, false, 2, 2},
    {"784-128-10", 2, {784, 128, 10}, true, 101770, 101632},
    {"one weight", 1, {1, 1}, false, 1, 1},
};

enum { KNOWNS = sizeof KNOWN / sizeof *KNOWN, SPLITS = 3, REFUSED = 5 };

static uint64_t expected(const struct verify_options *options, const struct gradus_op *op)
{
    (void)options;
    (void)op;
    return 7 + 3 + 5;
}

static void run_known(struct verify *v, const struct known *k)
{
    struct gradus_complexity count = {0};
    enum gradus_status status = gradus_complexity(k->width, k->layers, k->bias, &count);
    verify_expect(v,
                  status == GRADUS_OK && count.layers == k->layers && count.parameters == k->parameters &&
                      count.multiply_adds == k->multiply_adds,
                  "%s: %" PRIu64 " layers, %" PRIu64 " parameters, %" PRIu64 " multiply-adds; expected %zu, %" PRIu64
                  ", %" PRIu64,
                  k->what, count.layers, count.parameters, count.multiply_adds, k->layers, k->parameters,
                  k->multiply_adds);
}

/* Counts are sums over layers: those of a network are those of its two parts. */
static void run_additive(struct verify *v, size_t at)
{
    static const size_t width[] = {5, 7, 11, 13, 2};
    struct gradus_complexity whole = {0}, first = {0}, rest = {0};
    bool ok = gradus_complexity(width, 4, true, &whole) == GRADUS_OK &&
              gradus_complexity(width, at, true, &first) == GRADUS_OK &&
              gradus_complexity(width + at, 4 - at, true, &rest) == GRADUS_OK;
    verify_expect(v,
                  ok && whole.layers == first.layers + rest.layers &&
                      whole.parameters == first.parameters + rest.parameters &&
                      whole.multiply_adds == first.multiply_adds + rest.multiply_adds,
                  "counts of 5-7-11-13-2 are not those of its first %zu layers and the rest", at);
}

static void run_refused(struct verify *v)
{
    static const size_t none[] = {3, 0}, wide[] = {SIZE_MAX, 2}, sum[] = {SIZE_MAX / 2, 2, SIZE_MAX / 2},
                        edge[] = {SIZE_MAX, 1};
    struct gradus_complexity count;
    verify_expect(v, gradus_complexity(none, 1, true, &count) == GRADUS_INVALID, "a layer of width 0 is counted");
    verify_expect(v, gradus_complexity(none, 0, true, &count) == GRADUS_INVALID, "a network without layers is counted");
    verify_expect(v, gradus_complexity(wide, 1, false, &count) == GRADUS_OVERFLOW, "an overflowing product is counted");
    verify_expect(v, gradus_complexity(sum, 2, false, &count) == GRADUS_OVERFLOW, "an overflowing sum is counted");
    verify_expect(v, gradus_complexity(edge, 1, true, &count) == GRADUS_OVERFLOW, "a bias that overflows is counted");
}

static void run(struct verify *v, const struct gradus_op *op)
{
    (void)op;
    for (size_t i = 0; i < KNOWNS; i++)
        run_known(v, &KNOWN[i]);
    for (size_t at = 1; at <= SPLITS; at++)
        run_additive(v, at);
    run_refused(v);
}

const struct check check_counts = {
    .name = "counts",
    .about = "layers, parameters and multiply-adds of networks, as the lecture counts them",
    .expected = expected,
    .run = run,
};
