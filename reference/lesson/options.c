/* SPDX-License-Identifier: MIT
 * options.c - reads the command line. Every complaint is one line that names the word at fault.
 *
 * All scripts' options are known, so that they may stand before the script's name; whether they are that script's own
 * is asked at the end. getopt would do the walking, but prints complaints of its own. */
#include "options.h"
#include "quote.h"
#include "suggest.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 40, GIVEN_MAX = 64 };

/* The program's own options; those that only ask for something take no value. */
static const struct {
    const char *name;
    enum wish wish;
} OWN[] = {
    {"list", WISH_LIST}, {"help", WISH_HELP}, {"usage", WISH_USAGE}, {"version", WISH_VERSION}, {"plot", WISH_RUN},
};

/* What was given, judged when all of it is known. */
struct given {
    struct options *options;
    const char *known[OPTIONS_MAX + 1]; /* the names of all options, ended by NULL */
    const char *script, *surplus;       /* the script's name, and one name too many */
    struct {
        const char *name, *text;
    } parameter[GIVEN_MAX];
    size_t parameters;
};

__attribute__((format(printf, 1, 2), noreturn)) static void refuse(const char *format, ...)
{
    va_list list;
    fputs("lesson: ", stderr);
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
    exit(PROGRAM_USAGE);
}

static void know(const char **known, const char *name)
{
    size_t n = 0;
    while (known[n] && strcmp(known[n], name) != 0)
        n++;
    if (n < OPTIONS_MAX)
        known[n] = name;
}

static void know_all(const char **known)
{
    for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
        know(known, OWN[i].name);
    for (size_t i = 0; scripts[i]; i++)
        for (int k = 0; k < PARAMETERS && scripts[i]->parameter[k].name; k++)
            know(known, scripts[i]->parameter[k].name);
}

/* The option that `word` may have meant: a slip (--lst), one dash too few (-lr), something at its end (--lrr). */
static const char *near(const char *word, const char *const *known)
{
    const char *found = suggest(word, known), *begun = NULL, *begins = NULL;
    size_t length = strlen(word), many = 0;
    for (; *known; known++) {
        size_t n = strlen(*known);
        if (strncmp(word, *known, n) == 0 && n > 1 && length <= 2 * n && (!begins || n > strlen(begins)))
            begins = *known;
        if (length > 0 && strncmp(word, *known, length) == 0 && many++ == 0)
            begun = *known;
    }
    return found ? found : many == 1 ? begun : begins;
}

__attribute__((noreturn)) static void refuse_unknown(const struct given *g, const char *option)
{
    char quoted[QUOTE_SIZE];
    const char *meant = near(option + strspn(option, "-"), g->known);
    quote(option, quoted);
    if (meant)
        refuse("there is no option %s; did you mean --%s?", quoted, meant);
    refuse("there is no option %s; lesson --help shows them all", quoted);
}

/* The known option that is `name` or, alone, begins with it; NULL where there is none. */
static const char *find(const struct given *g, const char *name)
{
    const char *found = NULL;
    char all[256] = "";
    size_t many = 0;
    for (const char *const *k = g->known; *k; k++) {
        size_t used = strlen(all);
        if (strcmp(*k, name) == 0)
            return *k;
        if (strncmp(*k, name, strlen(name)) == 0) {
            found = *k;
            snprintf(all + used, sizeof all - used, "%s--%s", many++ > 0 ? ", " : "", *k);
        }
    }
    if (many > 1)
        refuse("--%s can be any of %s", name, all);
    return found;
}

static void give(struct given *g, const char *name, const char *value)
{
    if (strcmp(name, "plot") == 0) {
        g->options->run.plot = value;
        return;
    }
    if (g->parameters == GIVEN_MAX)
        refuse("expected at most %d options", GIVEN_MAX);
    g->parameter[g->parameters].name = name;
    g->parameter[g->parameters++].text = value;
}

/* Reads the option argv[i]; returns the index of its last word. */
static int read_option(struct given *g, char **argv, int i)
{
    char quoted[QUOTE_SIZE], *word = argv[i], *equals = strchr(word, '=');
    if (strcmp(word, "-?") == 0 || strcmp(word, "-V") == 0) {
        g->options->wish = word[1] == 'V' ? WISH_VERSION : WISH_HELP;
        return i;
    }
    char *option = strndup(word, equals ? (size_t)(equals - word) : strlen(word));
    if (!option) {
        fputs("lesson: out of memory\n", stderr);
        exit(PROGRAM_ENVIRONMENT);
    }
    const char *name = option[1] == '-' && option[2] ? find(g, option + 2) : NULL, *value = equals ? equals + 1 : NULL;
    if (!name)
        refuse_unknown(g, option);
    free(option);
    for (size_t k = 0; k < sizeof OWN / sizeof *OWN; k++)
        if (OWN[k].wish != WISH_RUN && strcmp(OWN[k].name, name) == 0) {
            g->options->all = value && OWN[k].wish == WISH_HELP && strcmp(value, "all") == 0;
            if (value && OWN[k].wish == WISH_HELP && !g->options->all)
                refuse("--help %s: only all is known", quote(value, quoted));
            if (value && !g->options->all)
                refuse("--%s takes no value, but is given %s", name, quote(value, quoted));
            g->options->wish = OWN[k].wish;
            return i;
        }
    if (!value && !(value = argv[++i]))
        refuse("--%s: expected a value after it", name);
    give(g, name, value);
    return i;
}

/* The script has no option `name`: says which it has. */
static void refuse_foreign(const struct script *s, const char *name)
{
    char all[512] = "";
    for (int i = 0; i <= PARAMETERS; i++) {
        bool own = i < PARAMETERS && s->parameter[i].name;
        size_t used = strlen(all);
        if (own || s->plots)
            snprintf(all + used, sizeof all - used, "%s--%s", used ? ", " : "", own ? s->parameter[i].name : "plot");
        if (!own)
            break;
    }
    refuse("%s has no option --%s; it has %s", s->name, name, *all ? all : "none");
}

static bool is_svg(const char *path)
{
    size_t n = strlen(path);
    return n >= 4 && strcmp(path + n - 4, ".svg") == 0;
}

/* Gives the script its values: its own, and over them those of the command line. */
static void settle(struct options *o, const struct given *g)
{
    const struct script *s = o->script;
    char error[512], quoted[QUOTE_SIZE];
    for (int i = 0; i < PARAMETERS && s->parameter[i].name; i++)
        o->run.value[i] = s->parameter[i].value;
    for (size_t k = 0; k < g->parameters; k++) {
        int i = script_parameter(s, g->parameter[k].name);
        if (i < 0)
            refuse_foreign(s, g->parameter[k].name);
        else if (!parameter_read(&s->parameter[i], g->parameter[k].text, &o->run.value[i], error, sizeof error))
            refuse("%s", error);
    }
    if (o->run.plot && !s->plots)
        refuse_foreign(s, "plot");
    if (o->run.plot && !is_svg(o->run.plot))
        refuse("--plot %s: expected the name of a file that ends in .svg", quote(o->run.plot, quoted));
}

void options_read(struct options *o, int argc, char **argv)
{
    struct given g = {.options = o};
    char error[512], quoted[QUOTE_SIZE], first[QUOTE_SIZE];
    bool options = true;
    *o = (struct options){.run.out = stdout};
    know_all(g.known);
    for (int i = 1; i < argc; i++) {
        if (!options || argv[i][0] != '-' || argv[i][1] == '\0')
            *(g.script ? &g.surplus : &g.script) = argv[i];
        else if (strcmp(argv[i], "--") == 0)
            options = false;
        else
            i = read_option(&g, argv, i);
    }
    if (g.script && !(o->script = script_find(g.script, error, sizeof error)))
        refuse("%s", error);
    if (g.surplus)
        refuse("one script at a time: %s after %s is too many", quote(g.surplus, quoted), quote(g.script, first));
    if (o->wish == WISH_LIST && (g.script || g.parameters > 0 || o->run.plot))
        refuse("--list stands alone: it takes no script and no other option");
    if (o->wish != WISH_RUN)
        return;
    if (!o->script)
        refuse("expected a script, such as lesson p38; lesson --list shows them all");
    settle(o, &g);
}
