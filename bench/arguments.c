/* SPDX-License-Identifier: MIT
 * arguments.c - reads the command line by its tables. Every complaint is one line that names the word at fault. */
#include "arguments.h"
#include "config.h"
#include "option_table.h"

#include "gradus.h"
#include "suggest.h"
#include "sweep.h"
#include "words.h"

#include <argp.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const struct arguments_command arguments_commands[] = {
    {"run", ARGUMENTS_RUN, "verify, train and time (the default)"},
    {"assignment", ARGUMENTS_ASSIGNMENT, "the lecture's: five optimizers at two learning rates"},
    {"list", ARGUMENTS_LIST, "the operations; with --model what they cost, layer by layer"},
    {"roof", ARGUMENTS_ROOF, "this machine's limits: multiply-adds, bandwidth, a team's cost"},
    {"accuracy", ARGUMENTS_ACCURACY, "functions of one float over all 2^32: ours and peers'"},
    {"compare", ARGUMENTS_COMPARE, "BASE CANDIDATE: is one executable, or git:REV, slower?", 2, 2},
    {"doctor", ARGUMENTS_DOCTOR, "what makes this machine's times untrustworthy, and remedies"},
    {"instructions", ARGUMENTS_INSTRUCTIONS, "of each operation, or of a step, counted by callgrind"},
    {"scale", ARGUMENTS_SCALE, "operations or steps with 1 to all threads, the serial part"},
    {"report", ARGUMENTS_REPORT, "RUN...: writes results kept as JSON in any format", 1, ARGUMENTS_OPERANDS},
    {"merge", ARGUMENTS_MERGE, "JOURNAL...: one report of what --shard and --resume kept", 1, ARGUMENTS_OPERANDS},
    {"counted", ARGUMENTS_COUNTED, "runs once what instructions counts, under callgrind", .internal = true},
    {"launch", ARGUMENTS_LAUNCH, "times once: how run gets its times", .internal = true},
    {"worker", ARGUMENTS_WORKER, "answers requests on a pipe: how --against times ours", .internal = true},
    {NULL},
};

const struct arguments_variant arguments_variants[] = {
    {ARGUMENTS_RUN, ARGUMENTS_ROWS_AGAINST, "--op --against", .op = true, .against = true},
    {ARGUMENTS_RUN, ARGUMENTS_STEPS_AGAINST, "--against", .against = true},
    {ARGUMENTS_RUN, ARGUMENTS_ROWS, "--op", .op = true},
    {ARGUMENTS_RUN, ARGUMENTS_RUN, "bench run"},
    {ARGUMENTS_ASSIGNMENT, ARGUMENTS_ASSIGNMENT, "bench assignment"},
    {ARGUMENTS_LIST, ARGUMENTS_LIST, "bench list"},
    {ARGUMENTS_ROOF, ARGUMENTS_ROOF, "bench roof"},
    {ARGUMENTS_ACCURACY, ARGUMENTS_ACCURACY, "bench accuracy"},
    {ARGUMENTS_COMPARE, ARGUMENTS_COMPARE, "bench compare"},
    {ARGUMENTS_DOCTOR, ARGUMENTS_DOCTOR, "bench doctor"},
    {ARGUMENTS_INSTRUCTIONS, ARGUMENTS_INSTRUCTIONS_STEPS, "bench instructions of steps", .stepped = true},
    {ARGUMENTS_INSTRUCTIONS, ARGUMENTS_INSTRUCTIONS, "bench instructions of operations"},
    {ARGUMENTS_SCALE, ARGUMENTS_SCALE_STEPS, "bench scale of steps", .stepped = true},
    {ARGUMENTS_SCALE, ARGUMENTS_SCALE, "bench scale of operations"},
    {ARGUMENTS_REPORT, ARGUMENTS_REPORT, "bench report"},
    {ARGUMENTS_MERGE, ARGUMENTS_MERGE, "bench merge"},
    {ARGUMENTS_COUNTED, ARGUMENTS_COUNTED, "bench counted"},
    {ARGUMENTS_LAUNCH, ARGUMENTS_LAUNCH_ROWS, "bench launch --op", .op = true},
    {ARGUMENTS_LAUNCH, ARGUMENTS_LAUNCH, "bench launch"},
    {ARGUMENTS_WORKER, ARGUMENTS_WORKER, "bench worker"},
    {0},
};

struct parsing {
    struct arguments *o;
    const struct command *command;
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
        p->o->help = arg ? arg : row->name;
        return !arg || strcmp(arg, "all") == 0
                   ? 0
                   : fail(p, "--%s %s: only all is known", row->name, words_quote(arg).text);
    }
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
    if (row && row->arg && row->kind != PRINT)
        return fail(p, "--%s needs a value: %s", row->name, row->arg);
    if (row)
        return fail(p, "%s: --%s takes no value", words_quote(word).text, row->name);
    char unknown[64];
    snprintf(unknown, sizeof unknown, "%.*s", (int)strcspn(name, "="), name);
    return fail(p, "unknown option %s%s", words_quote(word).text, near(unknown, "--", known, hint, sizeof hint));
}

static error_t take_operand(struct parsing *p, const char *arg)
{
    struct arguments *o = p->o;
    if (o->operands == o->command->most)
        return fail(p, "unexpected argument %s", words_quote(arg).text);
    o->operand[o->operands++] = arg;
    return 0;
}

static error_t on_key(int key, char *arg, struct argp_state *state)
{
    struct parsing *p = state->input;
    if (key >= OPTION_KEY && key < OPTION_KEY + ROWS)
        return parse_option(p, &option_table[key - OPTION_KEY], arg);
    if (key == ARGP_KEY_ARG)
        return take_operand(p, arg);
    if (key == ARGP_KEY_ERROR && !p->failed)
        complain(p, state->argv[state->next - 1]);
    return key == ARGP_KEY_ERROR ? 0 : ARGP_ERR_UNKNOWN;
}

static bool find_command(struct parsing *p, const char *word)
{
    const char *known[sizeof arguments_commands / sizeof *arguments_commands] = {NULL};
    char all[300], hint[64];
    size_t n = 0;
    for (const struct arguments_command *c = arguments_commands; c->name; c++) {
        if (strcmp(word, c->name) == 0) {
            p->o->command = c;
            p->o->named = true;
            return true;
        }
        if (!c->internal)
            known[n++] = c->name;
    }
    words_join(known, all, sizeof all);
    fail(p, "unknown command %s (%s)%s", words_quote(word).text, all, near(word, "", known, hint, sizeof hint));
    return false;
}

/* Whether a variant is of the command, and what it takes is there. */
static bool suits(const struct arguments_variant *v, const struct arguments *o)
{
    return v->command == o->command->job && (!v->op || o->op) && (!v->against || o->against) &&
           (!v->stepped || o->model || o->optimizer || o->batch);
}

static const struct arguments_variant *variant_of(const struct arguments *o)
{
    const struct arguments_variant *v = arguments_variants;
    while (!suits(v, o))
        v++;
    return v;
}

/* Options that the job has no use for are mistakes, not decoration. */
static bool choose_job(struct parsing *p)
{
    struct arguments *o = p->o;
    if (o->operands < o->command->least && !o->help) {
        fail(p, "bench %s: %zu operands are expected, %zu found; see bench %s --help", o->command->name,
             o->command->least, o->operands, o->command->name);
        return false;
    }
    const struct arguments_variant *v = variant_of(o);
    o->job = v->job;
    for (size_t i = 0; i < ROWS && !o->help; i++)
        if (p->given[i] && !(option_table[i].jobs & o->job)) {
            fail(p, "--%s has no meaning for %s", option_table[i].name, v->name);
            return false;
        }
    return true;
}

static bool check_values(struct parsing *p)
{
    struct arguments *o = p->o;
    if (o->shape && !o->op && o->job != ARGUMENTS_INSTRUCTIONS && o->job != ARGUMENTS_COUNTED) {
        fail(p, "--shape %s is for operations alone: add --op GLOB", words_quote(o->shape).text);
        return false;
    }
    if (o->shard_text && !shard_read(o->shard_text, &o->shard, p->error, p->error_size)) {
        p->failed = true;
        return false;
    }
    if (o->resume && o->plot) {
        fail(p, "--plot draws every epoch of every job, which the journal of --resume does not keep");
        return false;
    }
    if (o->color && strcmp(o->color, "auto") != 0 && strcmp(o->color, "always") != 0 &&
        strcmp(o->color, "never") != 0) {
        fail(p, "--color %s: auto, always or never is expected", words_quote(o->color).text);
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
static void note_word(struct arguments *o, const char *word)
{
    size_t used = strlen(o->command_line);
    bool plain = word[0] && strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=,.:/+@%") ==
                                strlen(word);
    snprintf(o->command_line + used, sizeof o->command_line - used, " %s", plain ? word : words_quote(word).text);
}

/* The one that is in force: errors that come later ask it where an option stands. */
static struct config config;

/* The line of the configuration before this entry that has its option, too; 0: none. */
static size_t line_before(const struct config_entry *e)
{
    for (const struct config_entry *other = config.entry; other < e; other++)
        if (strcmp(other->name, e->name) == 0)
            return other->line;
    return 0;
}

/* An option of the configuration: checked in any case, used where the job knows it, would not be another with it, and
 * the command line has not `given` it. */
static bool take_entry(struct parsing *p, struct config_entry *e, const bool *given)
{
    char why[512], word[200];
    struct arguments scratch = *p->o;
    struct parsing trial = {.o = &scratch, .error = why, .error_size = sizeof why};
    const struct option_row *row = find_option(e->name, strlen(e->name));
    size_t column = e->column;
    bool valued = row && row->arg;
    snprintf(word, sizeof word, "--%s%s%s", e->name, e->value ? "=" : "", e->value ? e->value : "");
    if (row && (row->kind == PRINT || strcmp(row->name, "config") == 0))
        fail(&trial, "%s is for the command line only", e->name);
    else if (row && row->kind != OUTPUT && line_before(e))
        fail(&trial, "%s is in line %zu, too", e->name, line_before(e));
    else if (!row || valued != (e->value != NULL))
        complain(&trial, word);
    else if (parse_option(&trial, row, e->value) != 0)
        column = e->value_column;
    if (trial.failed) {
        fail(p, "%s:%zu:%zu: %s", words_quote(config.path).text, e->line, column, why);
        return false;
    }
    if (given[row - option_table] || !(row->jobs & p->o->job) || variant_of(&scratch)->job != p->o->job)
        return true;
    e->used = true;
    p->o->configured++;
    parse_option(p, row, e->value);
    note_word(p->o, word);
    return true;
}

/* What is started by another bench has its options from there. */
static bool configure(struct parsing *p)
{
    const char *named = p->o->config_text, *meant = getenv("GRADUS_CONFIG");
    bool given[ROWS], good = true;
    config.n = 0;
    p->o->config = named ? named : meant && meant[0] ? meant : NULL;
    if (p->o->help || p->o->command->internal || !p->o->config || strcmp(p->o->config, "none") == 0) {
        p->o->config = NULL;
        return true;
    }
    if (!config_read(&config, p->o->config, p->error, p->error_size)) {
        p->failed = true;
        return false;
    }
    memcpy(given, p->given, sizeof given);
    for (size_t i = 0; good && i < config.n; i++)
        good = take_entry(p, &config.entry[i], given);
    return good;
}

const char *arguments_origin(const char *error, char *text, size_t size)
{
    const struct config_entry *e = config_origin(&config, error);
    text[0] = '\0';
    if (e)
        snprintf(text, size, "%s:%zu:%zu: ", words_quote(config.path).text, e->line, e->value_column);
    return text;
}

bool arguments_parse(int argc, char **argv, struct arguments *o, char *error, size_t error_size)
{
    struct argp_option row[OPTION_ARGP];
    const struct argp argp = {.options = row, .parser = on_key};
    struct parsing p = {.o = o, .error = error, .error_size = error_size};
    *o = (struct arguments){
        .job = ARGUMENTS_RUN, .command = arguments_commands, .format = report_format_find("console")};
    error[0] = '\0';
    for (int i = 1; i < argc; i++)
        note_word(o, argv[i]);
    bool command = argc > 1 && argv[1][0] != '-';
    if (command && !find_command(&p, argv[1]))
        return false;
    option_argp(row, ~0);
    error_t failed = argp_parse(&argp, argc - command, argv + command, ARGP_NO_ERRS | ARGP_NO_HELP, NULL, &p);
    if (failed && !p.failed)
        fail(&p, "cannot read the command line: %s", strerror(failed));
    return !p.failed && choose_job(&p) && configure(&p) && check_values(&p);
}
