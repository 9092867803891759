/* SPDX-License-Identifier: MIT
 * test_counts.c - sizes, chunks, flops, bytes and parameters from a row's strings. */
#include "gradus.h"

#include <criterion/criterion.h>
#include <stdint.h>

static void kernel(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)a;
    (void)lo;
    (void)hi;
}

static const struct gradus_op OP = {
    .name = "op",
    .axes = "mkn",
    .operand = {{"x", "mk"}, {"w", "kn"}, {"y", "mn", GRADUS_OUT}, {"s", "", GRADUS_INOUT}, {"work", "#", GRADUS_WORK}},
    .flops = "2mkn",
    .impl = {{"exact", NULL, "0", {{kernel, 'm', 100, 4}, {kernel}}}, {"whole", NULL, "0", {{kernel}}}},
};

Test(counts, elements)
{
    const size_t dim[] = {2, 3, 5};
    size_t n;
    cr_expect_eq(gradus_elements(&OP, 0, dim, 7, &n), GRADUS_OK);
    cr_expect_eq(n, 6);
    cr_expect_eq(gradus_elements(&OP, 1, dim, 7, &n), GRADUS_OK);
    cr_expect_eq(n, 15);
    cr_expect_eq(gradus_elements(&OP, 3, dim, 7, &n), GRADUS_OK);
    cr_expect_eq(n, 1);
    cr_expect_eq(gradus_elements(&OP, 4, dim, 7, &n), GRADUS_OK);
    cr_expect_eq(n, 7);
}

Test(counts, elements_that_do_not_fit_are_refused)
{
    size_t n;
    const size_t product[] = {SIZE_MAX / 2, 3, 1}, bytes[] = {SIZE_MAX / 8 + 1, 1, 1}, last[] = {SIZE_MAX / 8, 1, 1};
    cr_expect_eq(gradus_elements(&OP, 0, product, 1, &n), GRADUS_OVERFLOW);
    cr_expect_eq(gradus_elements(&OP, 0, bytes, 1, &n), GRADUS_OVERFLOW);
    cr_expect_eq(gradus_elements(&OP, 0, last, 1, &n), GRADUS_OK);
}

Test(counts, chunks_cover_the_axis_by_shape_alone)
{
    size_t chunk;
    cr_expect_eq(gradus_chunks(&OP, &OP.impl[0], 0, (size_t[]){100, 2, 5}, &chunk), 13);
    cr_expect_eq(chunk, 8, "room for 10: two times 4");
    cr_expect_eq(gradus_chunks(&OP, &OP.impl[0], 0, (size_t[]){105, 2, 5}, &chunk), 14);
    cr_expect_eq(gradus_chunks(&OP, &OP.impl[0], 0, (size_t[]){7, 2, 5}, &chunk), 1);
    cr_expect_eq(chunk, 7);
    cr_expect_eq(gradus_chunks(&OP, &OP.impl[0], 0, (size_t[]){9, 100, 100}, &chunk), 3);
    cr_expect_eq(chunk, 4, "at least 4");
    cr_expect_eq(gradus_chunks(&OP, &OP.impl[0], 1, (size_t[]){9, 2, 2}, &chunk), 1);
    cr_expect_eq(gradus_chunks(&OP, &OP.impl[1], 0, (size_t[]){1000, 1000, 1000}, NULL), 1);
}

Test(counts, a_call)
{
    struct gradus_count count;
    cr_expect_eq(gradus_count(&OP, (size_t[]){2, 3, 5}, &count), GRADUS_OK);
    cr_expect_eq(count.flops, 60);
    cr_expect_eq(count.multiply_adds, 30);
    cr_expect_eq(count.bytes, 4 * (6 + 15 + 10) + 8);
    cr_expect_eq(gradus_count(&OP, (size_t[]){1u << 30, 1u << 30, 1}, &count), GRADUS_OVERFLOW);
}

Test(counts, a_network)
{
    struct gradus_complexity c;
    cr_expect_eq(gradus_complexity((size_t[]){3, 4, 2}, 2, true, &c), GRADUS_OK);
    cr_expect_eq(c.layers, 2);
    cr_expect_eq(c.parameters, 26);
    cr_expect_eq(c.multiply_adds, 20);
    cr_expect_eq(gradus_complexity((size_t[]){3, 4, 2}, 2, false, &c), GRADUS_OK);
    cr_expect_eq(c.parameters, 20);
    cr_expect_eq(gradus_complexity((size_t[]){3, 0, 2}, 2, true, &c), GRADUS_INVALID);
    cr_expect_eq(gradus_complexity((size_t[]){SIZE_MAX, SIZE_MAX}, 1, true, &c), GRADUS_OVERFLOW);
}
