/* SPDX-License-Identifier: MIT
 * test_journal.c - what is written is found again, and nothing else is. */
#include "journal.h"

#include "program.h"
#include "scratch.h"

#include <math.h>

static struct survey survey_of(const char *op)
{
    const struct gradus_op *row = gradus_find(op);
    return (struct survey){.op = row, .impl = &row->impl[0]};
}

static const struct survey_sum FIRST = {.slices = 1,
                                        .misrounded = 3,
                                        .wrong = 2,
                                        .x = 0x1.8p-130f,
                                        .got = -0.0f,
                                        .want = 1,
                                        .ulp = 0x1.123456789abcdp0,
                                        .ulp_x = -7,
                                        .beyond = INFINITY,
                                        .beyond_x = 3,
                                        .outputs = 0xfedcba9876543210,
                                        .seconds = 1.5};

static void expect_same(const struct survey_sum *a, const struct survey_sum *b)
{
    cr_expect_eq(a->slices, b->slices);
    cr_expect_eq(a->misrounded, b->misrounded);
    cr_expect_eq(a->wrong, b->wrong);
    cr_expect(a->x == b->x && a->got == b->got && a->want == b->want);
    cr_expect(a->ulp == b->ulp && a->ulp_x == b->ulp_x && a->beyond == b->beyond && a->beyond_x == b->beyond_x);
    cr_expect_eq(a->outputs, b->outputs);
    cr_expect_eq(a->seconds, b->seconds);
}

static void add(const struct journal *j, const char *op, const struct survey_sum *sum, const struct survey_hard *hard,
                size_t first)
{
    char error[300];
    struct survey s = survey_of(op);
    cr_assert(journal_add(j, &s, sum, hard, first, error, sizeof error), "%s", error);
}

/* What the journal knows of a row: its slices, with the last sum and the hard inputs. */
static bool find(const struct journal *j, const char *op, struct survey_sum *sum, struct survey_hard *hard)
{
    char error[300];
    struct survey s = survey_of(op);
    *hard = (struct survey_hard){0};
    return journal_find(j, &s, sum, hard, error, sizeof error);
}

Test(journal, keeps_what_was_done)
{
    struct scratch folder;
    struct journal j;
    struct survey_sum second = FIRST, sum;
    struct survey_hard hard = {0}, got;
    char error[300];
    scratch_begin(&folder);
    cr_assert_eq(journal_open(&j, scratch_path(&folder, "j"), "build 1", error, sizeof error), PROGRAM_PASS, "%s",
                 error);
    cr_expect(find(&j, "exp", &sum, &got) && sum.slices == 0 && got.n == 0);
    survey_hard_add(&hard, 0x1.8p-149f);
    add(&j, "exp", &FIRST, &hard, 0);
    survey_hard_add(&hard, -3);
    survey_hard_add(&hard, 5);
    second.slices = 2;
    second.wrong = 9;
    add(&j, "exp", &second, &hard, 1);
    add(&j, "exp_derivative", &FIRST, &hard, 3);
    journal_close(&j);
    cr_assert_eq(journal_open(&j, scratch_path(&folder, "j"), "build 1", error, sizeof error), PROGRAM_PASS, "%s",
                 error);
    cr_assert(find(&j, "exp", &sum, &got));
    expect_same(&sum, &second);
    cr_assert_eq(got.n, 3);
    cr_expect(got.x[0] == hard.x[0] && got.x[1] == -3 && got.x[2] == 5);
    survey_hard_free(&got);
    cr_assert(find(&j, "exp_derivative", &sum, &got) && got.n == 0);
    expect_same(&sum, &FIRST);
    cr_expect(find(&j, "log", &sum, &got) && sum.slices == 0);
    survey_hard_free(&hard);
    journal_close(&j);
    scratch_end(&folder);
}

/* Killed while it wrote: the slice of the unfinished line was not done. */
Test(journal, an_unfinished_line_is_cut_off)
{
    struct scratch folder;
    struct journal j;
    struct survey_sum second = FIRST, sum;
    struct survey_hard none = {0}, got;
    char error[300];
    scratch_begin(&folder);
    const char *path = scratch_path(&folder, "j");
    cr_assert_eq(journal_open(&j, path, "build 1", error, sizeof error), PROGRAM_PASS);
    add(&j, "exp", &FIRST, &none, 0);
    struct stat whole, longer;
    cr_assert_eq(stat(path, &whole), 0);
    second.slices = 2;
    add(&j, "exp", &second, &none, 0);
    journal_close(&j);
    cr_assert_eq(stat(path, &longer), 0);
    for (off_t size = longer.st_size - 1; size > whole.st_size; size -= 7) {
        cr_assert_eq(truncate(path, size), 0);
        cr_assert_eq(journal_open(&j, path, "build 1", error, sizeof error), PROGRAM_PASS, "%s", error);
        cr_expect(find(&j, "exp", &sum, &got));
        expect_same(&sum, &FIRST);
        add(&j, "exp", &second, &none, 0);
        cr_expect(find(&j, "exp", &sum, &got) && sum.slices == 2);
        journal_close(&j);
    }
    cr_assert_eq(truncate(path, 9), 0); /* of the first line */
    cr_assert_eq(journal_open(&j, path, "build 2", error, sizeof error), PROGRAM_PASS, "%s", error);
    cr_expect(find(&j, "exp", &sum, &got) && sum.slices == 0);
    journal_close(&j);
    scratch_end(&folder);
}

static void expect_refusal(int status, const char *path, const char *identity, const char *why)
{
    char error[300] = "";
    struct journal j;
    cr_expect_eq(journal_open(&j, path, identity, error, sizeof error), status, "%s", identity);
    cr_expect(strstr(error, why) && !strchr(error, '\n'), "'%s' has no '%s'", error, why);
    cr_expect_eq(j.file.fd, -1);
}

Test(journal, others_are_refused)
{
    struct scratch folder;
    struct journal j;
    char error[300];
    scratch_begin(&folder);
    char *path = strdup(scratch_path(&folder, "j"));
    cr_assert_not_null(path);
    cr_assert_eq(journal_open(&j, path, "build 1 isa v4", error, sizeof error), PROGRAM_PASS);
    expect_refusal(PROGRAM_ENVIRONMENT, path, "build 1 isa v4", "in use");
    journal_close(&j);
    expect_refusal(PROGRAM_USAGE, path, "build 2 isa v4", "another build");
    expect_refusal(PROGRAM_USAGE, path, "build 1 isa v3", "another build");
    expect_refusal(PROGRAM_USAGE, path, "build 1 isa v", "another build");
    expect_refusal(PROGRAM_USAGE, scratch_write(&folder, "text", "some text\n", 10), "build 1", "no journal");
    expect_refusal(PROGRAM_ENVIRONMENT, folder.folder, "build 1", "directory");
    cr_assert_eq(journal_open(&j, path, "build 1 isa v4", error, sizeof error), PROGRAM_PASS);
    journal_close(&j);
    free(path);
    scratch_end(&folder);
}

Test(journal, damage_is_seen)
{
    struct scratch folder;
    struct journal j;
    struct survey_sum third = FIRST, sum;
    struct survey_hard none = {0}, got;
    char error[300];
    scratch_begin(&folder);
    const char *path = scratch_path(&folder, "j");
    cr_assert_eq(journal_open(&j, path, "build 1", error, sizeof error), PROGRAM_PASS);
    add(&j, "exp", &FIRST, &none, 0);
    third.slices = 3; /* the second is missing */
    add(&j, "exp", &third, &none, 0);
    cr_expect_not(find(&j, "exp", &sum, &got));
    cr_expect(find(&j, "log", &sum, &got));
    FILE *file = fopen(path, "a");
    cr_assert(file && fputs("nonsense\n", file) >= 0 && fclose(file) == 0);
    cr_expect_not(find(&j, "log", &sum, &got));
    journal_close(&j);
    scratch_end(&folder);
}
