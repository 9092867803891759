/* SPDX-License-Identifier: MIT
 * test_option_table.c - every option of bench, straight from the table: the jobs it names accept it, the others refuse
 * it by its name, and a value that cannot be is refused. */
#include "arguments.h"
#include "option_table.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const struct arguments_command *command_of(enum arguments_job job)
{
    const struct arguments_command *c = arguments_commands;
    while (c->job != job)
        c++;
    return c;
}

/* Reads the command line that asks for a variant, and the option. */
static bool parse(const struct arguments_variant *v, const char *option, struct arguments *o, char *error, size_t size)
{
    const struct arguments_command *command = command_of(v->command);
    const char *const words[] = {"bench",
                                 command->name,
                                 v->op ? "--op=sigmoid" : NULL,
                                 v->against ? "--against=glibc" : NULL,
                                 v->stepped ? "--model=iris" : NULL,
                                 command->least > 0 ? "first" : NULL,
                                 command->least > 1 ? "second" : NULL,
                                 option};
    enum { WORDS = sizeof words / sizeof *words };
    static char word[WORDS][64];
    char *argv[WORDS + 1] = {NULL};
    int argc = 0;
    for (size_t i = 0; i < WORDS; i++)
        if (words[i]) {
            snprintf(word[argc], sizeof *word, "%s", words[i]);
            argv[argc] = word[argc];
            argc++;
        }
    return arguments_parse(argc, argv, o, error, size);
}

static const char *good_value(const struct option_row *row, char *text, size_t size)
{
    static const char *const value[] = {
        [TEXT] = "=x.svg", [FLAG] = "", [FORMAT] = "=md", [OUTPUT] = "=md=x", [PRINT] = ""};
    const struct words_range *r = &row->range;
    if (strcmp(row->name, "color") == 0)
        return "=never";
    if (strcmp(row->name, "shard") == 0)
        return "=1/2";
    if (strcmp(row->name, "config") == 0)
        return "=none";
    if (row->kind != NUMBER)
        return value[row->kind];
    snprintf(text, size, "=%g", r->whole ? r->low + 1 : (r->low + (r->high < 1 ? r->high : 1)) / 2);
    return text;
}

/* Whether giving the option makes it another job of the command. */
static bool chooses(const struct option_row *row, const struct arguments_variant *of)
{
    static const char *const always[] = {"op", "against"}, *const stepping[] = {"model", "optimizer", "batch"};
    bool chosen = false, steps = false;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        chosen |= strcmp(row->name, always[i]) == 0;
    for (const struct arguments_variant *v = arguments_variants; v->command; v++)
        steps |= v->command == of->command && v->stepped;
    for (size_t i = 0; i < sizeof stepping / sizeof *stepping && steps; i++)
        chosen |= strcmp(row->name, stepping[i]) == 0;
    return chosen;
}

Test(option_table, options_belong_to_their_jobs)
{
    size_t accepted = 0, refused = 0;
    for (const struct arguments_variant *v = arguments_variants; v->command; v++)
        for (size_t i = 0; i < ROWS; i++) {
            const struct option_row *row = &option_table[i];
            char error[512], option[64], value[32];
            struct arguments o;
            if (chooses(row, v))
                continue;
            snprintf(option, sizeof option, "--%s%s", row->name, good_value(row, value, sizeof value));
            bool good = parse(v, option, &o, error, sizeof error);
            bool shapeless = strcmp(row->name, "shape") == 0 && !v->op && v->job != ARGUMENTS_INSTRUCTIONS &&
                             v->job != ARGUMENTS_COUNTED;
            if (row->kind == PRINT || (row->jobs & v->job && !shapeless)) {
                cr_expect(good && o.job == v->job, "%s %s: %s", v->name, option, error);
                accepted++;
                continue;
            }
            snprintf(value, sizeof value, "--%s ", row->name);
            cr_expect(!good && strstr(error, value), "%s %s: '%s' does not name it", v->name, option, error);
            cr_expect(shapeless || strstr(error, v->name), "%s %s: '%s'", v->name, option, error);
            refused++;
        }
    cr_expect(accepted > 100 && refused > 50, "%zu accepted, %zu refused", accepted, refused);
}

Test(option_table, bad_values_are_refused)
{
    for (size_t i = 0; i < ROWS; i++) {
        const struct option_row *row = &option_table[i];
        static const char *const bad[] = {
            [TEXT] = "=", [FLAG] = "=x", [NUMBER] = "=x", [FORMAT] = "=x", [OUTPUT] = "=x", [PRINT] = "=x"};
        const struct arguments_variant *v = arguments_variants;
        char error[512], option[64];
        struct arguments o;
        while (v->command && !(v->job & row->jobs))
            v++;
        v = v->command ? v : arguments_variants; /* --help belongs to all */
        snprintf(option, sizeof option, "--%s%s", row->name, bad[row->kind]);
        cr_expect(!parse(v, option, &o, error, sizeof error) && strstr(error, row->name) && !strchr(error, '\n'),
                  "%s: '%s'", option, error);
    }
}

Test(option_table, names_are_there_once)
{
    for (size_t i = 0; i < ROWS; i++) {
        cr_expect(option_table[i].doc && option_table[i].doc[0], "--%s says nothing", option_table[i].name);
        for (size_t k = 0; k < i; k++)
            cr_expect(strcmp(option_table[i].name, option_table[k].name) != 0, "--%s twice", option_table[i].name);
    }
}
