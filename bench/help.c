/* SPDX-License-Identifier: MIT
 * help.c - the helps of bench, all from its tables: one screen, a command's own options, or everything. */
#include "help.h"
#include "arguments.h"
#include "option_table.h"

#include "gradus.h"
#include "sweep.h"

#include <argp.h>
#include <stdint.h>
#include <string.h>

enum { COMMANDS = 32, HELP_FORMATS = 16 };

void option_argp(struct argp_option *row, int jobs)
{
    size_t n = 0;
    for (int group = 1; group < GROUPS; group++) {
        size_t heading = n++;
        int place = group == ABOUT ? -1 : group + 1; /* 1: the commands; -1: last, where argp puts --help anyway */
        row[heading] = (struct argp_option){.doc = option_headers[group], .group = place};
        for (int i = 0; i < ROWS; i++)
            if ((int)option_table[i].group == group && option_table[i].jobs & jobs)
                row[n++] = (struct argp_option){.name = option_table[i].name,
                                                .key = OPTION_KEY + i,
                                                .arg = option_table[i].arg,
                                                .flags = option_table[i].kind == PRINT ? OPTION_ARG_OPTIONAL : 0,
                                                .doc = option_table[i].doc,
                                                .group = place};
        if (n == heading + 1)
            n = heading; /* nothing stands under it */
    }
    row[n] = (struct argp_option){0};
}

int option_jobs(const struct arguments_command *c)
{
    int jobs = ARGUMENTS_HELP;
    for (const struct arguments_variant *v = arguments_variants; v->command; v++)
        jobs |= v->command == c->job ? (int)v->job : 0;
    return jobs;
}

static void format_names(char *text, size_t size)
{
    const char *name[HELP_FORMATS] = {NULL};
    for (size_t i = 0; report_formats[i].name && i + 1 < HELP_FORMATS; i++)
        name[i] = report_formats[i].name;
    words_join(name, text, size);
}

/* The help of --impl and of --format begins with the names that there are. */
static char *filter(int key, const char *text, void *input)
{
    char names[200], *filled;
    const struct option_row *row =
        key >= OPTION_KEY && key < OPTION_KEY + ROWS ? &option_table[key - OPTION_KEY] : NULL;
    (void)input;
    if (row && row->kind == FORMAT)
        format_names(names, sizeof names);
    else if (row && strcmp(row->name, "impl") == 0)
        sweep_impl_names(names, sizeof names);
    else
        return (char *)(uintptr_t)text;
    return asprintf(&filled, "%s %s", names, text) < 0 ? NULL : filled; /* argp frees it */
}

static void print_argp(FILE *f, const struct argp_option *row, const char *name, const char *usage, const char *doc,
                       unsigned flags)
{
    char program[64];
    const struct argp argp = {.options = row, .args_doc = usage, .doc = doc, .help_filter = filter};
    help_columns();
    snprintf(program, sizeof program, "%s", name);
    argp_help(&argp, f, flags, program);
}

static void print_short(FILE *f)
{
    static const char *const first[] = {"optimizer", "batch", "model",  "op",  "against",
                                        "threads",   "quick", "format", "out", NULL};
    static const struct help_row example[] = {
        {"bench --optimizer rmsprop --batch 32", "is it right, what does a step cost?"},
        {"bench --op 'tanh*' --against sleef,onednn", "beside other libraries"},
        {"bench assignment", "the lecture's five optimizers"},
    };
    struct help_row command[COMMANDS];
    struct argp_option option[OPTION_ARGP];
    struct help_screen screen = {.usage = "Usage: bench [COMMAND] [OPTION...]",
                                 .more = "All options: bench --help=all; a command's own: bench COMMAND --help.",
                                 .example = example,
                                 .examples = sizeof example / sizeof *example,
                                 .command = command,
                                 .option = option,
                                 .first = first};
    for (const struct arguments_command *c = arguments_commands; c->name && screen.commands < COMMANDS; c++)
        if (!c->internal)
            command[screen.commands++] = (struct help_row){c->name, c->doc};
    option_argp(option, ~0);
    help_screen(f, &screen);
}

static void print_command(FILE *f, const struct arguments_command *c)
{
    struct argp_option row[OPTION_ARGP];
    char name[64];
    snprintf(name, sizeof name, "bench %s", c->name);
    option_argp(row, option_jobs(c));
    print_argp(f, row, name, NULL, c->doc, ARGP_HELP_USAGE | ARGP_HELP_LONG | ARGP_HELP_PRE_DOC);
}

static void print_all(FILE *f, unsigned flags)
{
    static const char doc[] =
        "Verifies, trains and times the networks of the lecture.\v"
        "An option given twice counts as given last, but each --out adds a file.\n\n"
        "Exit status: 0 pass, 2 usage, 3 numerical disagreement, 5 nothing measured, 6 environment, 130 interrupted.";
    struct argp_option row[1 + COMMANDS + OPTION_ARGP] = {{.doc = "Commands:", .group = 1}};
    size_t n = 1;
    for (const struct arguments_command *c = arguments_commands; c->name && n <= COMMANDS; c++)
        row[n++] =
            (struct argp_option){.name = c->name, .flags = OPTION_DOC | OPTION_NO_USAGE, .doc = c->doc, .group = 1};
    option_argp(row + n, ~0);
    print_argp(f, row, "bench", "[COMMAND]", doc, flags);
}

void arguments_print(FILE *f, const struct arguments *o)
{
    if (strcmp(o->help, "version") == 0)
        fprintf(f, "bench (Gradus) %s\n", GRADUS_VERSION);
    else if (strcmp(o->help, "usage") == 0)
        print_all(f, ARGP_HELP_USAGE);
    else if (strcmp(o->help, "all") == 0)
        print_all(f, ARGP_HELP_STD_HELP);
    else if (o->named)
        print_command(f, o->command);
    else
        print_short(f);
}
