/* SPDX-License-Identifier: MIT
 * help.c - --help, --usage and what a shell may offer, of the options that the scripts' rows name. */
#include "options.h"

#include "complete.h"
#include "help.h"

#include <string.h>

enum { KEY_LIST = 0x100, KEY_USAGE, KEY_PLOT, KEY_PARAMETER, OWN = 5, OPTIONS_MAX = 40, DOC = 200 };

/* argp's table: the program's own options, then one for each parameter name. */
struct table {
    struct argp_option option[OWN + OPTIONS_MAX + 1];
    char doc[OPTIONS_MAX][DOC];
    size_t own, parameters;
};

static const struct argp_option PROGRAM_OPTIONS[OWN] = {
    {"list", KEY_LIST, NULL, 0, "List the scripts", 1},
    {"plot", KEY_PLOT, "FILE.svg", 0, "Draw the script's picture (needs gnuplot)", 1},
    {"help", '?', "all", OPTION_ARG_OPTIONAL, "Give help: in short, of a SCRIPT's own options, or all of it", -1},
    {"usage", KEY_USAGE, NULL, 0, "Give a short usage message", -1},
    {"version", 'V', NULL, 0, "Print program version", -1},
};

static struct argp_option *table_option(struct table *t, const struct parameter *p)
{
    for (size_t k = 0; k < t->parameters; k++)
        if (strcmp(t->option[t->own + k].name, p->name) == 0)
            return &t->option[t->own + k];
    if (t->parameters == OPTIONS_MAX)
        return NULL;
    size_t k = t->parameters++;
    t->option[t->own + k] = (struct argp_option){
        .name = p->name,
        .key = KEY_PARAMETER + (int)k,
        .arg = p->kind == PARAMETER_SWITCH  ? "on|off"
               : p->kind == PARAMETER_WHOLE ? "N"
                                            : "X",
        .doc = strcpy(t->doc[k], ""),
        .group = 2,
    };
    return &t->option[t->own + k];
}

/* Says of an option to which scripts it belongs: their numbers, each once. */
static void doc_add_script(char *doc, const struct parameter *p, const struct script *s)
{
    size_t used = strlen(doc);
    int number = (int)strcspn(s->name, "_");
    char word[32];
    snprintf(word, sizeof word, "%.*s", number, s->name);
    if (used == 0)
        snprintf(doc, DOC, "%s (%s)", p->about, word);
    else if (!strstr(doc, word))
        snprintf(doc + used - 1, DOC - (used - 1), ", %s)", word);
}

/* Adds the parameters of `s`. */
static void table_add(struct table *t, const struct script *s, bool defaults)
{
    for (int i = 0; i < PARAMETERS && s->parameter[i].name; i++) {
        const struct parameter *p = &s->parameter[i];
        struct argp_option *option = table_option(t, p);
        if (!option)
            return;
        char *doc = t->doc[(size_t)(option - t->option) - t->own], value[32];
        parameter_write(p, p->value, value, sizeof value);
        if (defaults)
            snprintf(doc, DOC, "%s (default %s)", p->about, value);
        else
            doc_add_script(doc, p, s);
    }
}

/* The options of one script with their defaults, or of all scripts where `s` is NULL. */
static void table_make(struct table *t, const struct script *s)
{
    *t = (struct table){0};
    for (size_t i = 0; i < OWN; i++) {
        int key = PROGRAM_OPTIONS[i].key;
        /* --list stands alone, and not every script has a picture. */
        if (!s || (key != KEY_LIST && (key != KEY_PLOT || s->plots)))
            t->option[t->own++] = PROGRAM_OPTIONS[i];
    }
    if (s)
        table_add(t, s, true);
    for (size_t i = 0; !s && scripts[i]; i++)
        table_add(t, scripts[i], false);
}

static void offer_scripts(struct complete *c, const char *option)
{
    for (size_t i = 0; !option && scripts[i]; i++)
        complete_offer(c, scripts[i]->name, scripts[i]->about);
}

/* A second script would be one too many. */
static void offer_nothing(struct complete *c, const char *option)
{
    (void)c, (void)option;
}

void options_complete(FILE *out, size_t words, const char *const *word)
{
    const struct script *s = NULL;
    struct table table;
    char error[512];
    for (size_t i = 0; i + 1 < words && !s; i++)
        s = word[i][0] != '-' ? script_find(word[i], error, sizeof error) : NULL;
    table_make(&table, s);
    complete_words(&(struct complete){
        .f = out, .option = table.option, .word = word, .words = words, .values = s ? offer_nothing : offer_scripts});
}

static const char PROGRAM_DOC[] =
    "Run a script of the lecture and print what TensorFlow and NumPy print.\v"
    "SCRIPT is a name that --list shows, its number (p38), or any beginning that is its alone. An option belongs to "
    "the "
    "scripts that define it at their top; `lesson SCRIPT --help' shows a script's own and their defaults.\n\n"
    "iris.csv and dot.csv are read from the folder that $GRADUS_DATA names, or where it is not set, from the one they "
    "were installed to.\n\n"
    "Exit status: 0 all right, 2 usage or bad input, 6 environment, 130 interrupted.";

static void print_short(const struct argp_option *option, FILE *out)
{
    static const char *const first[] = {"list", "plot", "lr", "epochs", "batch", "seed", "flush-denormals", NULL};
    static const struct help_row example[] = {
        {"lesson --list", "the scripts, in the lecture's order"},
        {"lesson p38", "what TensorFlow prints for p38_rmsprop, ending in nan"},
        {"lesson p38 --flush-denormals off", "the same without flushing"},
        {"lesson p20 --cost 99 --profit 1", "another asymmetric loss"},
        {"lesson p32 --plot curves.svg", "and the script's picture"},
    };
    help_screen(out,
                &(struct help_screen){.usage = "Usage: lesson [OPTION...] SCRIPT",
                                      .more = "All options: lesson --help=all; a script's own: lesson SCRIPT --help.",
                                      .example = example,
                                      .examples = sizeof example / sizeof *example,
                                      .option = option,
                                      .first = first});
}

void options_help(const struct options *o, FILE *out)
{
    const struct script *script = o->all ? NULL : o->script;
    bool brief = o->wish == WISH_USAGE;
    struct table table;
    char name[64] = "lesson", doc[512];
    table_make(&table, script);
    struct argp argp = {.options = table.option, .args_doc = "SCRIPT", .doc = PROGRAM_DOC};
    help_columns();
    if (script) {
        snprintf(name, sizeof name, "lesson %s", script->name);
        snprintf(doc, sizeof doc, "%s (%s).", script->about, script->cite);
        argp.args_doc = NULL;
        argp.doc = doc;
    } else if (!brief && !o->all) {
        print_short(table.option, out);
        return;
    }
    unsigned usage = o->all ? ARGP_HELP_SHORT_USAGE : ARGP_HELP_USAGE; /* all of it would fill the screen twice */
    argp_help(&argp, out, brief ? ARGP_HELP_USAGE : usage | ARGP_HELP_LONG | ARGP_HELP_DOC, name);
}
