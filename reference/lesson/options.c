/* SPDX-License-Identifier: MIT
 * options.c - argp over the options that the scripts' rows name.
 *
 * All scripts' options are known to the parser, so that they may stand before the script's name; whether they are that
 * script's own is asked at the end. */
#include "options.h"
#include "suggest.h"

#include <argp.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_LIST = 0x100, KEY_USAGE, KEY_PLOT, KEY_PARAMETER, OWN = 5, OPTIONS_MAX = 40, DOC = 200 };

/* argp's table: the program's own options, then one for each parameter name, key KEY_PARAMETER + i for name i. */
struct table {
    struct argp_option option[OWN + OPTIONS_MAX + 1];
    char doc[OPTIONS_MAX][DOC];
    size_t parameters;
};

/* The parser's state: what was given, judged when all of it is known. */
struct given {
    struct options *options;
    const struct table *table;
    const char *script, *surplus;  /* the script's name, and one name too many */
    const char *text[OPTIONS_MAX]; /* of each parameter; NULL: not given */
};

static const struct argp_option PROGRAM_OPTIONS[OWN] = {
    {"list", KEY_LIST, NULL, 0, "List the scripts", 1},
    {"plot", KEY_PLOT, "FILE.svg", 0, "Draw the script's picture (needs gnuplot)", 1},
    {"help", '?', NULL, 0, "Give this help list; after a script's name, its options and their defaults", -1},
    {"usage", KEY_USAGE, NULL, 0, "Give a short usage message", -1},
    {"version", 'V', NULL, 0, "Print program version", -1},
};

static struct argp_option *table_option(struct table *t, const struct parameter *p)
{
    for (size_t k = 0; k < t->parameters; k++)
        if (strcmp(t->option[OWN + k].name, p->name) == 0)
            return &t->option[OWN + k];
    if (t->parameters == OPTIONS_MAX)
        return NULL;
    size_t k = t->parameters++;
    t->option[OWN + k] = (struct argp_option){
        .name = p->name,
        .key = KEY_PARAMETER + (int)k,
        .arg = p->kind == PARAMETER_SWITCH  ? "on|off"
               : p->kind == PARAMETER_WHOLE ? "N"
                                            : "X",
        .doc = strcpy(t->doc[k], ""),
        .group = 2,
    };
    return &t->option[OWN + k];
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
        char *doc = t->doc[option - t->option - OWN], value[32];
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
    memcpy(t->option, PROGRAM_OPTIONS, sizeof PROGRAM_OPTIONS);
    if (s)
        table_add(t, s, true);
    for (size_t i = 0; !s && scripts[i]; i++)
        table_add(t, scripts[i], false);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
    struct given *g = state->input;
    switch (key) {
    case KEY_LIST:
        g->options->wish = WISH_LIST;
        return 0;
    case '?':
        g->options->wish = WISH_HELP;
        return 0;
    case KEY_USAGE:
        g->options->wish = WISH_USAGE;
        return 0;
    case 'V':
        g->options->wish = WISH_VERSION;
        return 0;
    case KEY_PLOT:
        g->options->run.plot = arg;
        return 0;
    case ARGP_KEY_ARG:
        *(g->script ? &g->surplus : &g->script) = arg;
        return 0;
    default:
        if (key < KEY_PARAMETER || key >= KEY_PARAMETER + (int)g->table->parameters)
            return ARGP_ERR_UNKNOWN;
        g->text[key - KEY_PARAMETER] = arg;
        return 0;
    }
}

static const char PROGRAM_DOC[] = "Run a script of the lecture and print what TensorFlow and NumPy print.\v"
                                  "SCRIPT is a name that --list shows, its number (p38), or any beginning that is "
                                  "its alone. An option belongs to the scripts that define it at their top; "
                                  "`lesson SCRIPT --help' shows a script's own and their defaults.";

static struct argp argp_of(const struct table *t)
{
    return (struct argp){.options = t->option, .parser = parse, .args_doc = "SCRIPT", .doc = PROGRAM_DOC};
}

/* argp's own complaint about an unknown option suggests nothing, so it is looked for first. Returns whether `name`
 * begins an option's, and whether that takes a value. */
static bool is_option(const struct table *t, const char *name, size_t length, bool *takes_value)
{
    for (const struct argp_option *o = t->option; o->name; o++) {
        if (strncmp(o->name, name, length) == 0) {
            *takes_value = o->arg != NULL;
            return true;
        }
    }
    return false;
}

static void refuse_unknown(const struct table *t, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], "--", 2) != 0)
            continue;
        bool takes_value = false;
        size_t length = strcspn(argv[i] + 2, "=");
        if (is_option(t, argv[i] + 2, length, &takes_value)) {
            i += takes_value && argv[i][2 + length] == '\0';
            continue;
        }
        const char *known[OWN + OPTIONS_MAX + 1] = {NULL};
        for (size_t k = 0; t->option[k].name; k++)
            known[k] = t->option[k].name;
        char *name = strndup(argv[i] + 2, length);
        const char *near = name ? suggest(name, known) : NULL;
        fprintf(stderr, "lesson: there is no option '--%.*s'%s%s%s\n", (int)length, argv[i] + 2,
                near ? "; did you mean --" : "", near ? near : "", near ? "?" : "; lesson --help shows them all");
        free(name);
        exit(PROGRAM_USAGE);
    }
}

/* The script has no option `name`: says which it has. */
static void refuse_foreign(const struct script *s, const char *name)
{
    fprintf(stderr, "lesson: %s has no option --%s; it has", s->name, name);
    const char *before = " --";
    for (int i = 0; i < PARAMETERS && s->parameter[i].name; i++, before = ", --")
        fprintf(stderr, "%s%s", before, s->parameter[i].name);
    if (s->plots)
        fprintf(stderr, "%splot", before);
    else if (!s->parameter[0].name)
        fputs(" none", stderr);
    fputc('\n', stderr);
    exit(PROGRAM_USAGE);
}

static void refuse(const char *message)
{
    fprintf(stderr, "lesson: %s\n", message);
    exit(PROGRAM_USAGE);
}

/* Gives the script its values: its own, and over them those of the command line. */
static void settle(struct options *o, const struct given *g)
{
    const struct script *s = o->script;
    char error[512];
    for (int i = 0; i < PARAMETERS && s->parameter[i].name; i++)
        o->run.value[i] = s->parameter[i].value;
    for (size_t k = 0; k < g->table->parameters; k++) {
        const char *name = g->table->option[OWN + k].name;
        int i = script_parameter(s, name);
        if (!g->text[k])
            continue;
        if (i < 0)
            refuse_foreign(s, name);
        if (!parameter_read(&s->parameter[i], g->text[k], &o->run.value[i], error, sizeof error))
            refuse(error);
    }
    if (o->run.plot && !s->plots)
        refuse_foreign(s, "plot");
    if (o->run.plot && !*o->run.plot)
        refuse("--plot '': expected the name of a file");
}

void options_read(struct options *o, int argc, char **argv)
{
    struct table table;
    struct given given = {.options = o, .table = &table};
    char error[512];
    *o = (struct options){.run.out = stdout};
    table_make(&table, NULL);
    argp_err_exit_status = PROGRAM_USAGE;
    refuse_unknown(&table, argc, argv);
    struct argp argp = argp_of(&table);
    argp_parse(&argp, argc, argv, ARGP_NO_HELP, NULL, &given);
    if (given.script && !(o->script = script_find(given.script, error, sizeof error)))
        refuse(error);
    if (given.surplus) {
        snprintf(error, sizeof error, "one script at a time: '%s' after '%s' is too many", given.surplus, given.script);
        refuse(error);
    }
    if (o->wish != WISH_RUN)
        return;
    if (!o->script) {
        options_help(NULL, true, stderr);
        fputs("lesson --list shows the scripts, lesson --help the options.\n", stderr);
        exit(PROGRAM_USAGE);
    }
    settle(o, &given);
}

void options_help(const struct script *script, bool brief, FILE *out)
{
    struct table table;
    char name[64] = "lesson", doc[512];
    table_make(&table, script);
    struct argp argp = argp_of(&table);
    if (script) {
        snprintf(name, sizeof name, "lesson %s", script->name);
        snprintf(doc, sizeof doc, "%s (%s).", script->about, script->cite);
        argp.args_doc = NULL;
        argp.doc = doc;
    }
    argp_help(&argp, out, brief ? ARGP_HELP_USAGE : ARGP_HELP_USAGE | ARGP_HELP_LONG | ARGP_HELP_DOC, name);
}
