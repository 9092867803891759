/* SPDX-License-Identifier: MIT
 * test_proof.c - the lines of the proof, and what they are made from. */
#include "proof.h"

#include "scratch.h"

static struct survey survey_of(const char *op)
{
    const struct gradus_op *row = gradus_find(op);
    return (struct survey){.op = row, .impl = &row->impl[0]};
}

static void put(const char *path, const char *op, const struct survey_sum *sum)
{
    char error[300];
    struct survey s = survey_of(op);
    cr_assert(proof_write(path, &s, sum, error, sizeof error), "%s", error);
}

Test(proof, sources)
{
    cr_expect_neq(proof_source("exp"), 0);
    cr_expect_neq(proof_source("exp"), proof_source("exp_derivative"));
    cr_expect_eq(proof_source("expo"), 0);
    for (const struct gradus_op *const *op = gradus_ops(); *op; op++)
        cr_expect_neq(proof_source((*op)->name), 0, "%s", (*op)->name);
}

Test(proof, lines_are_written_found_and_replaced)
{
    const struct survey_sum sum = {.misrounded = 7,
                                   .ulp = 1.25,
                                   .ulp_x = 0x1.8p-130f,
                                   .beyond = 0.75,
                                   .beyond_x = -3,
                                   .outputs = 0x0123456789abcdef};
    struct survey_sum other = sum;
    struct scratch folder;
    struct proof found;
    scratch_begin(&folder);
    const char *path = scratch_path(&folder, "proof.csv");
    cr_expect_not(proof_find(path, "exp", "exact", &found));
    put(path, "tanh", &sum);
    put(path, "exp", &sum);
    put(path, "exp_derivative", &sum);
    other.outputs = 5;
    put(path, "tanh", &other);
    cr_assert(proof_find(path, "exp", "exact", &found));
    cr_expect_eq(found.source, proof_source("exp"));
    cr_expect_eq(found.outputs, sum.outputs);
    cr_expect_eq(found.misrounded, 7);
    cr_expect(found.ulp == 1.25 && found.ulp_x == 0x1.8p-130f && found.beyond == 0.75 && found.beyond_x == -3);
    cr_assert(proof_find(path, "tanh", "exact", &found));
    cr_expect_eq(found.outputs, 5);
    cr_expect_not(proof_find(path, "exp", "fast", &found));
    cr_expect_not(proof_find(path, "exp", "exac", &found));
    cr_expect_not(proof_find(path, "ex", "exact", &found));
    char *text = scratch_read(path);
    int lines = 0;
    for (const char *at = text; *at; at++)
        lines += *at == '\n';
    cr_expect_eq(lines, 4);
    cr_expect_eq(strncmp(text, "row,impl,source,", 16), 0);
    cr_expect(strstr(text, "\nexp,") < strstr(text, "\ntanh,"));
    free(text);
    scratch_end(&folder);
}

Test(proof, what_cannot_be_written_says_so)
{
    char error[300] = "";
    struct survey s = survey_of("exp");
    struct survey_sum sum = {0};
    cr_expect_not(proof_write("/nowhere/proof.csv", &s, &sum, error, sizeof error));
    cr_expect(strstr(error, "/nowhere/proof.csv"), "%s", error);
    cr_expect_not(proof_write("/", &s, &sum, error, sizeof error));
}
