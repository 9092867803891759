/* SPDX-License-Identifier: MIT
 * test_suggest.c - slips of the finger find their name, other words do not. */
#include "suggest.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const KNOWN[] = {"sgd", "sgdm", "adagrad", "rmsprop", "adam", "gelu_tanh", NULL};

Test(suggest, nearest)
{
    static const struct {
        const char *word, *want;
    } CASE[] = {
        {"rmspop", "rmsprop"},   /* one left out */
        {"rrmsprop", "rmsprop"}, /* one too many */
        {"rmsprep", "rmsprop"},  /* one wrong */
        {"rmspropp", "rmsprop"}, /* at the end */
        {"msprop", "rmsprop"},   /* at the beginning */
        {"rmsrpop", "rmsprop"},  /* neighbours swapped: one slip, not two */
        {"sdg", "sgd"},          /* likewise: as two slips it would be too far */
        {"gdm", "sgdm"},         /* one slip; sgd, which comes first, would be two */
        {"adma", "adam"},
        {"RMSProp", "rmsprop"},
        {"Adam", "adam"},
        {"gelu-tanh", "gelu_tanh"},
        {"sgd", "sgd"},
        {"adagard", "adagrad"},
        {"momentum", NULL},
        {"", NULL},
        {"x", NULL},
        {"rms", NULL},
        {"gd_sgd_sgd_sgd", NULL},
    };
    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        const char *got = suggest(CASE[i].word, KNOWN);
        const char *want = CASE[i].want;
        cr_expect(want == NULL ? got == NULL : got != NULL && strcmp(got, want) == 0, "'%s': got %s, want %s",
                  CASE[i].word, got != NULL ? got : "none", want != NULL ? want : "none");
    }
}

Test(suggest, first_of_equals)
{
    static const char *const TWINS[] = {"cat", "car", NULL};
    cr_expect_str_eq(suggest("cas", TWINS), "cat");
}

Test(suggest, nothing_known)
{
    static const char *const NONE[] = {NULL};
    cr_expect_null(suggest("sgd", NONE));
}

Test(suggest, long_words)
{
    char word[5000];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    const char *const known[] = {word, "sgd", NULL};
    cr_expect_null(suggest(word, KNOWN));
    cr_expect_str_eq(suggest("sgd", known), "sgd", "a long name is passed over");
    /* The longest that is compared: 64 letters. */
    char longest[65], typed[65];
    memset(longest, 'b', 64);
    longest[64] = '\0';
    strcpy(typed, longest);
    typed[63] = 'c';
    const char *const edge[] = {longest, NULL};
    cr_expect_str_eq(suggest(typed, edge), longest);
}
