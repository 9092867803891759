/* SPDX-License-Identifier: MIT
 * test_options.c - the command line of bench: numbers and lists are read strictly, and a mistake is one line that
 * holds the word at fault. */
#include "arguments.h"
#include "digits.h"
#include "words.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct words_range WHOLE = {1, 1000, .whole = true}, ANY = {-10, 10}, POSITIVE = {0, 10, .above = true},
                                BELOW = {0, 1, .below = true};

static bool number(const char *text, const struct words_range *range, double *value)
{
    char error[256] = "";
    bool good = words_number(text, range, value, error, sizeof error);
    cr_expect(good == (error[0] == '\0'));
    cr_expect(good || strstr(error, text), "'%s' does not name '%s'", error, text);
    cr_expect(!strchr(error, '\n'));
    return good;
}

Test(words, numbers)
{
    double v;
    cr_expect(number("32", &WHOLE, &v) && v == 32);
    cr_expect(number("1e3", &WHOLE, &v) && v == 1000);
    cr_expect(number("0.1", &ANY, &v) && v == 0.1);
    cr_expect(number("-10", &ANY, &v) && v == -10);
    cr_expect(number("1e-30", &POSITIVE, &v) && v == 1e-30);
}

Test(words, no_numbers)
{
    static const char *const whole[] = {"0",   "-3",  "3.5",  "1e9",   "abc", "",    "3x",
                                        "nan", "inf", "-inf", "1e999", "0x",  "1,2", "--1"};
    double v;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        cr_expect(!number(whole[i], &WHOLE, &v), "'%s'", whole[i]);
    cr_expect(!number("0", &POSITIVE, &v));
    cr_expect(!number("10.1", &ANY, &v));
    cr_expect(!number("1e-50", &POSITIVE, &v), "0 in float32");
    cr_expect(!number("1", &BELOW, &v) && !number("0.999999999", &BELOW, &v), "1 in float32");
    cr_expect(number("0.99999", &BELOW, &v) && v == 0.99999);
}

Test(words, are_quoted)
{
    char text[300];
    cr_expect_str_eq(words_quote("sgd").text, "'sgd'");
    cr_expect_str_eq(words_quote("").text, "''");
    cr_expect_str_eq(words_quote("a\nb\x1b\xff").text, "'a\\x0ab\\x1b\\xff'");
    for (size_t n = 0; n < sizeof text; n++) {
        for (int plain = 0; plain < 2; plain++) {
            memset(text, plain ? 'x' : '\n', n);
            text[n] = '\0';
            struct words_quoted q = words_quote(text);
            size_t length = strlen(q.text), all = plain ? n : 4 * n;
            cr_assert(length <= WORDS_SHOWN + 2 && q.text[0] == '\'' && q.text[length - 1] == '\'', "%zu: %s", n,
                      q.text);
            cr_assert(all <= WORDS_SHOWN ? length == all + 2 : strstr(q.text, "...'") != NULL, "%zu: %s", n, q.text);
        }
    }
}

Test(digits, are_few)
{
    static const struct {
        double x;
        const char *text;
    } want[] = {{0.1, "0.1"},
                {1e6, "1e6"},
                {1e-5, "1e-5"},
                {0, "0"},
                {-2.5, "-2.5"},
                {1.0 / 3, "0.3333333333333333"},
                {120, "120"},
                {0.002, "0.002"},
                {(double)INFINITY, "inf"},
                {(double)NAN, "nan"},
                {-(double)NAN, "nan"}};
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        cr_expect_str_eq(digits_of(want[i].x).text, want[i].text);
    cr_expect_str_eq(digits_to(6.949e-7, 3).text, "6.95e-7");
    cr_expect_str_eq(digits_grouped(1234).text, "1234");
    cr_expect_str_eq(digits_grouped(-235146).text, "-235 146");
    cr_expect_str_eq(digits_count(1, "layer").text, "1 layer");
    cr_expect_str_eq(digits_count(10000, "step").text, "10 000 steps");
}

Test(words, lists)
{
    struct words_list list;
    char error[256] = "", text[300];
    cr_assert(words_split("a", &list, error, sizeof error));
    cr_expect(list.n == 1 && strcmp(list.item[0], "a") == 0);
    cr_assert(words_split("sgd,mlp:784-10,32", &list, error, sizeof error));
    cr_expect(list.n == 3 && strcmp(list.item[1], "mlp:784-10") == 0 && strcmp(list.item[2], "32") == 0);
    static const char *const wrong[] = {"", ",", "1,", ",1", "1,,2", "a,b,a"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect(!words_split(wrong[i], &list, error, sizeof error) && strstr(error, wrong[i]), "'%s'", wrong[i]);
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    cr_expect(!words_split(text, &list, error, sizeof error), "an item that fits nowhere");
    for (size_t i = 0; i < 74; i++)
        snprintf(text + 4 * i, 5, "%03zu,", i);
    cr_expect(!words_split(text, &list, error, sizeof error), "more items than there is room for");
}

enum { WORDS = 8 };

static bool parse(struct arguments *o, char *error, size_t size, const char *const *word)
{
    static char copy[WORDS + 1][128];
    char *argv[WORDS + 2];
    int argc = 0;
    argv[argc++] = "bench";
    for (; word[argc - 1] && argc <= WORDS; argc++) {
        snprintf(copy[argc], sizeof copy[argc], "%s", word[argc - 1]);
        argv[argc] = copy[argc];
    }
    argv[argc] = NULL;
    return arguments_parse(argc, argv, o, error, size);
}

#define PARSE(...) parse(&o, error, sizeof error, (const char *const[]){__VA_ARGS__, NULL})

Test(arguments, are_read)
{
    struct arguments o;
    char error[512];
    cr_assert(parse(&o, error, sizeof error, (const char *const[]){NULL}));
    cr_expect(o.job == ARGUMENTS_RUN && !o.optimizer && !o.lr.given && strcmp(o.format->name, "console") == 0);
    cr_assert(PARSE("--optimizer", "adam,sgd", "--batch=8", "--lr", "0.5", "--standardize"), "%s", error);
    cr_expect(o.job == ARGUMENTS_RUN && strcmp(o.optimizer, "adam,sgd") == 0 && strcmp(o.batch, "8") == 0);
    cr_expect(o.lr.given && o.lr.value == 0.5 && o.standardize && !o.quick);
    cr_assert(PARSE("run", "--lr", "1", "--lr", "2"), "%s", error);
    cr_expect(o.lr.value == 2, "the last counts");
    cr_assert(PARSE("--op", "sig*", "--threads", "1,2"), "%s", error);
    cr_expect(o.job == ARGUMENTS_ROWS);
    cr_assert(PARSE("list", "--format", "md", "--out", "json=a", "--out", "csv=b=c"), "%s", error);
    cr_expect(o.job == ARGUMENTS_LIST && o.outs == 2 && strcmp(o.out[1].path, "b=c") == 0);
    cr_assert(PARSE("--help"), "%s", error);
    cr_expect(strcmp(o.help, "help") == 0);
}

/* What is wrong, and the word that the complaint must hold. */
Test(arguments, mistakes_are_named)
{
    static const struct {
        const char *text, *word[4];
    } wrong[] = {
        {"--frob", {"--frob"}},
        {"optimizer", {"--optimzer", "sgd"}},
        {"--lr", {"--lr"}},
        {"abc", {"--lr", "abc"}},
        {"'0'", {"--lr", "0"}},
        {"-1", {"--lr", "-1"}},
        {"nan", {"--lr", "nan"}},
        {"'0'", {"--epochs", "0"}},
        {"2.5", {"--epochs", "2.5"}},
        {"-1", {"--seed", "-1"}},
        {"4294967296", {"--seed", "4294967296"}},
        {"'1'", {"--beta", "1"}},
        {"1.1", {"--lr-decay", "1.1"}},
        {"--quick=3", {"--quick=3"}},
        {"xml", {"--format", "xml"}},
        {"json", {"--out", "json"}},
        {"=x", {"--out", "=x"}},
        {"xml", {"--out", "xml=x"}},
        {"--batch", {"--batch", ""}},
        {"run", {"rum"}},
        {"iris", {"run", "iris"}},
        {"--lr", {"list", "--lr", "1"}},
        {"--batch", {"assignment", "--batch", "8"}},
        {"--op", {"--shape", "n=3"}},
        {"-z", {"-z"}},
        {"--optimizer?", {"--optimiser", "sgd"}},
        {".svg", {"--plot", "a.png"}},
        {"standard output", {"--out", "json=-"}},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct arguments o;
        char error[512];
        const char *const *w = wrong[i].word;
        cr_expect(!parse(&o, error, sizeof error, w), "%s %s is accepted", w[0], w[1] ? w[1] : "");
        cr_expect(strstr(error, wrong[i].text), "%s %s: '%s' does not name %s", w[0], w[1] ? w[1] : "", error,
                  wrong[i].text);
        cr_expect(!strchr(error, '\n'));
    }
}
