/* SPDX-License-Identifier: MIT
 * arguments.c - reads the command line by its tables. Every complaint is one line that names the word at fault. */
#include "arguments.h"
#include "option_table.h"

#include "gradus.h"
#include "suggest.h"
#include "sweep.h"
#include "words.h"

#include <argp.h>
#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

static const struct command {
    const char *name;
    enum arguments_job job;
    const char *doc;
} COMMANDS[] = {
    {"run", ARGUMENTS_RUN, "verify, train and time (the default)"},
    {"assignment", ARGUMENTS_ASSIGNMENT, "the lecture's: five optimizers at (lr 0.1, 500 epochs) and (0.01, 100)"},
    {"list", ARGUMENTS_LIST, "the operations; with --model what they cost, layer by layer"},
    {"roof", ARGUMENTS_ROOF, "the limits of this machine: multiply-adds, bandwidth, what a team costs"},
    {"report", ARGUMENTS_REPORT, "writes results that were kept as JSON in any format"},
    {"worker", ARGUMENTS_WORKER, "answers requests on a pipe: how --against times ours"},
    {NULL},
};

enum { FIRST_KEY = 256, FILES = ARGUMENTS_REPORT /* the commands with files of results */ };

struct parsing {
    struct arguments *o;
    bool given[ROWS];
    bool failed;
    char *error;
    size_t error_size;
};

__attribute__((format(printf, 2, 3))) static error_t fail(struct parsing *p, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(p->error, p->error_size, format, args);
    va_end(args);
    p->failed = true;
    return EINVAL;
}

static const char *near(const char *word, const char *before, const char *const *known, char *text, size_t size)
{
    const char *best = suggest(word, known);
    snprintf(text, size, best ? "; did you mean %s%s?" : "%s%s", best ? before : "", best ? best : "");
    return text;
}

static const struct option_row *find_option(const char *name, size_t length)
{
    for (size_t i = 0; i < ROWS; i++)
        if (strlen(option_table[i].name) == length && strncmp(option_table[i].name, name, length) == 0)
            return &option_table[i];
    return NULL;
}

static void format_names(char *text, size_t size)
{
    const char *known[ROWS] = {NULL};
    for (size_t i = 0; report_formats[i].name; i++)
        known[i] = report_formats[i].name;
    words_join(known, text, size);
}

static int parse_format(struct parsing *p, const char *option, const char *name, const struct report_format **format)
{
    const char *known[ROWS] = {NULL};
    char hint[64], names[200];
    for (size_t i = 0; report_formats[i].name; i++)
        known[i] = report_formats[i].name;
    format_names(names, sizeof names);
    *format = report_format_find(name);
    return *format ? 0
                   : fail(p, "--%s: no format %s (%s)%s", option, words_quote(name).text, names,
                          near(name, "", known, hint, sizeof hint));
}

static int parse_output(struct parsing *p, const char *text)
{
    struct arguments *o = p->o;
    char name[32];
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || equals[1] == '\0' || (size_t)(equals - text) >= sizeof name)
        return fail(p, "--out %s: FORMAT=PATH is expected, such as json=results.json", words_quote(text).text);
    if (strcmp(equals, "=-") == 0)
        return fail(p, "--out %s: - is no file; --format writes to standard output", words_quote(text).text);
    if (o->outs == ARGUMENTS_OUTPUTS)
        return fail(p, "--out %s: at most %d files can be written", words_quote(text).text, ARGUMENTS_OUTPUTS);
    snprintf(name, sizeof name, "%.*s", (int)(equals - text), text);
    o->out[o->outs].path = equals + 1;
    return parse_format(p, "out", name, &o->out[o->outs++].format);
}

static int parse_option(struct parsing *p, const struct option_row *row, const char *arg)
{
    void *member = (char *)p->o + row->offset;
    char why[WORDS_WHY];
    p->given[row - option_table] = true;
    switch (row->kind) {
    case TEXT:
        *(const char **)member = arg;
        return arg[0] ? 0 : fail(p, "--%s '' is empty", row->name);
    case FLAG:
        *(bool *)member = true;
        return 0;
    case NUMBER: {
        struct arguments_number *number = member;
        number->given = true;
        return words_number(arg, &row->range, &number->value, why, sizeof why) ? 0 : fail(p, "--%s %s", row->name, why);
    }
    case FORMAT:
        return parse_format(p, row->name, arg, member);
    case OUTPUT:
        return parse_output(p, arg);
    case PRINT:
        p->o->help = row->name;
        return 0;
    }
    return 0;
}

static int parse_file(struct parsing *p, const char *path)
{
    struct arguments *o = p->o;
    if (!path[0])
        return fail(p, "a file of results is expected, not ''");
    if (o->files == ARGUMENTS_FILES)
        return fail(p, "%s: at most %d files can be read", words_quote(path).text, ARGUMENTS_FILES);
    o->file[o->files++] = path;
    return 0;
}

/* getopt found no such option, or a value where none belongs, or none where one does. */
static int complain(struct parsing *p, const char *word)
{
    const char *known[ROWS + 1] = {NULL}, *name = word + strspn(word, "-");
    char hint[64];
    for (size_t i = 0; i < ROWS; i++)
        known[i] = option_table[i].name;
    const struct option_row *row = find_option(name, strcspn(name, "="));
    if (row && row->arg)
        return fail(p, "--%s needs a value: %s", row->name, row->arg);
    if (row)
        return fail(p, "%s: --%s takes no value", words_quote(word).text, row->name);
    return fail(p, "unknown option %s%s", words_quote(word).text, near(name, "--", known, hint, sizeof hint));
}

static error_t on_key(int key, char *arg, struct argp_state *state)
{
    struct parsing *p = state->input;
    if (key >= FIRST_KEY && key < FIRST_KEY + ROWS)
        return parse_option(p, &option_table[key - FIRST_KEY], arg);
    if (key == ARGP_KEY_ARG && (p->o->job & FILES))
        return parse_file(p, arg);
    if (key == ARGP_KEY_ARG)
        return fail(p, "unexpected argument %s", words_quote(arg).text);
    if (key == ARGP_KEY_ERROR && !p->failed)
        complain(p, state->argv[state->next - 1]);
    return key == ARGP_KEY_ERROR ? 0 : ARGP_ERR_UNKNOWN;
}

static const char DOC[] =
    "Verifies, trains and times the networks of the lecture.\v"
    "COMMAND is run (the default: verify, train, time), assignment (the lecture's: five optimizers, two learning "
    "rates), list (the operations; with --model what they cost), roof (the limits of this machine), report (writes the "
    "results in the files RUN, kept as JSON, in any format) or worker (answers requests on a pipe: how --against times "
    "ours).\n\n"
    "An option given twice counts as given last, but each --out adds a file.\n\n"
    "Exit status: 0 pass, 2 usage, 3 numerical disagreement, 5 nothing measured, 6 environment, 130 interrupted.";

enum { ARGP_ROWS = ROWS + GROUPS };

/* The help of --impl and of --format begins with the names that there are. */
static char *on_help(int key, const char *text, void *input)
{
    char names[200], *filled;
    const struct option_row *row = key >= FIRST_KEY && key < FIRST_KEY + ROWS ? &option_table[key - FIRST_KEY] : NULL;
    (void)input;
    if (row && row->kind == FORMAT)
        format_names(names, sizeof names);
    else if (row && strcmp(row->name, "impl") == 0)
        sweep_impl_names(names, sizeof names);
    else
        return (char *)(uintptr_t)text;
    return asprintf(&filled, "%s %s", names, text) < 0 ? NULL : filled; /* argp frees it */
}

static void make_argp(struct argp *argp, struct argp_option *row)
{
    size_t n = 0;
    for (int group = 1; group < GROUPS; group++)
        row[n++] = (struct argp_option){.doc = option_headers[group], .group = group};
    for (int i = 0; i < ROWS; i++)
        row[n++] = (struct argp_option){.name = option_table[i].name,
                                        .key = FIRST_KEY + i,
                                        .arg = option_table[i].arg,
                                        .doc = option_table[i].doc,
                                        .group = (int)option_table[i].group};
    row[n] = (struct argp_option){0};
    *argp = (struct argp){
        .options = row, .parser = on_key, .args_doc = "[COMMAND] [RUN...]", .doc = DOC, .help_filter = on_help};
}

static bool find_command(struct parsing *p, const char *word)
{
    const char *known[sizeof COMMANDS / sizeof *COMMANDS] = {NULL};
    char hint[64];
    for (size_t i = 0; COMMANDS[i].name; i++) {
        known[i] = COMMANDS[i].name;
        if (strcmp(word, COMMANDS[i].name) == 0) {
            p->o->job = COMMANDS[i].job;
            return true;
        }
    }
    fail(p, "unknown command %s (run, assignment, list, roof, report, worker)%s", words_quote(word).text,
         near(word, "", known, hint, sizeof hint));
    return false;
}

/* Options that the job has no use for are mistakes, not decoration. */
static bool check_job(struct parsing *p)
{
    static const char *const name[] = {[ARGUMENTS_RUN] = "bench run",
                                       [ARGUMENTS_ROWS] = "--op",
                                       [ARGUMENTS_ASSIGNMENT] = "bench assignment",
                                       [ARGUMENTS_LIST] = "bench list",
                                       [ARGUMENTS_ROWS_AGAINST] = "--op --against",
                                       [ARGUMENTS_STEPS_AGAINST] = "--against",
                                       [ARGUMENTS_WORKER] = "bench worker",
                                       [ARGUMENTS_ROOF] = "bench roof",
                                       [ARGUMENTS_REPORT] = "bench report"};
    struct arguments *o = p->o;
    if (o->job == ARGUMENTS_RUN && o->against)
        o->job = o->op ? ARGUMENTS_ROWS_AGAINST : ARGUMENTS_STEPS_AGAINST;
    else if (o->job == ARGUMENTS_RUN && o->op)
        o->job = ARGUMENTS_ROWS;
    for (size_t i = 0; i < ROWS && !o->help; i++)
        if (p->given[i] && !(option_table[i].jobs & o->job)) {
            fail(p, "--%s has no meaning for %s", option_table[i].name, name[o->job]);
            return false;
        }
    if (o->shape && !o->op) {
        fail(p, "--shape %s is for operations alone: add --op GLOB", words_quote(o->shape).text);
        return false;
    }
    if ((o->job & FILES) && !o->help && o->files == 0) {
        fail(p, "%s needs files of results, such as %s results.json", name[o->job], name[o->job]);
        return false;
    }
    size_t plot = o->plot ? strlen(o->plot) : 0;
    if (o->plot && (plot < 5 || strcmp(o->plot + plot - 4, ".svg") != 0)) {
        fail(p, "--plot %s: a name that ends in .svg is expected", words_quote(o->plot).text);
        return false;
    }
    return true;
}

/* Words that a shell would take apart are quoted. */
static void note_command_line(struct arguments *o, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        size_t used = strlen(o->command_line);
        bool plain = argv[i][0] && strspn(argv[i], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                                   "-_=,.:/+@%") == strlen(argv[i]);
        snprintf(o->command_line + used, sizeof o->command_line - used, " %s",
                 plain ? argv[i] : words_quote(argv[i]).text);
    }
}

bool arguments_parse(int argc, char **argv, struct arguments *o, char *error, size_t error_size)
{
    struct argp_option row[ARGP_ROWS];
    struct argp argp;
    struct parsing p = {.o = o, .error = error, .error_size = error_size};
    *o = (struct arguments){.job = ARGUMENTS_RUN, .format = report_format_find("console")};
    error[0] = '\0';
    note_command_line(o, argc, argv);
    bool command = argc > 1 && argv[1][0] != '-';
    if (command && !find_command(&p, argv[1]))
        return false;
    make_argp(&argp, row);
    error_t failed = argp_parse(&argp, argc - command, argv + command, ARGP_NO_ERRS | ARGP_NO_HELP, NULL, &p);
    if (failed && !p.failed)
        fail(&p, "cannot read the command line: %s", strerror(failed));
    return !p.failed && check_job(&p);
}

void arguments_print(FILE *f, const char *kind)
{
    struct argp_option row[ARGP_ROWS];
    struct argp argp;
    char name[] = "bench";
    make_argp(&argp, row);
    if (strcmp(kind, "version") == 0)
        fprintf(f, "bench (Gradus) %s\n", GRADUS_VERSION);
    else
        argp_help(&argp, f, strcmp(kind, "usage") == 0 ? ARGP_HELP_USAGE : ARGP_HELP_STD_HELP, name);
}
