/* SPDX-License-Identifier: MIT
 * scripts.c - the table of scripts, and how one is found in it. */
#include "quote.h"
#include "script.h"
#include "suggest.h"

#include <string.h>

extern const struct script script_p13_backpropagation, script_p4_where, script_p5_RandomState, script_p6_vstack,
    script_p7_mgrid, script_p10_backpropagation_decaylr, script_activations, script_p19_mse, script_p20_custom,
    script_p22_ce, script_p23_softmaxce, script_p29_regularizationfree, script_p29_regularizationcontain,
    script_p32_sgd, script_p34_sgdm, script_p36_adagrad, script_p38_rmsprop, script_p40_adam;

const struct script *const scripts[] = {
    &script_p13_backpropagation,
    &script_p4_where,
    &script_p5_RandomState,
    &script_p6_vstack,
    &script_p7_mgrid,
    &script_p10_backpropagation_decaylr,
    &script_activations,
    &script_p19_mse,
    &script_p20_custom,
    &script_p22_ce,
    &script_p23_softmaxce,
    &script_p29_regularizationfree,
    &script_p29_regularizationcontain,
    &script_p32_sgd,
    &script_p34_sgdm,
    &script_p36_adagrad,
    &script_p38_rmsprop,
    &script_p40_adam,
    NULL,
};

enum { SCRIPTS = sizeof scripts / sizeof *scripts };

/* How well a name answers to what was typed. */
enum match { MATCH_NONE, MATCH_START, MATCH_NUMBER, MATCH_NAME };

static enum match match(const char *name, const char *word)
{
    size_t n = strlen(word);
    if (n == 0 || strncmp(name, word, n) != 0)
        return MATCH_NONE;
    return name[n] == '\0' ? MATCH_NAME : name[n] == '_' ? MATCH_NUMBER : MATCH_START;
}

/* The best matches, `matches` of them: p4 is p4_where, though p40_adam starts with it too. */
static size_t find_best(const char *word, const struct script *found[SCRIPTS])
{
    size_t matches = 0;
    enum match best = MATCH_START;
    for (size_t i = 0; scripts[i]; i++) {
        enum match m = match(scripts[i]->name, word);
        if (m > best)
            matches = 0;
        if (m >= best) {
            best = m;
            found[matches++] = scripts[i];
        }
    }
    return matches;
}

/* The only name of the number before the first underscore (p29) whose rest has `rest` in it (c, contain), upper and
 * lower case alike; any number will do where `number` is 0 long. */
static const char *find_inside(const char *word, size_t number, const char *rest)
{
    const char *found = NULL;
    for (size_t i = 0; scripts[i]; i++) {
        const char *name = scripts[i]->name;
        if ((number > 0 && (strncasecmp(name, word, number) != 0 || name[number] != '_')) ||
            !strcasestr(name + number, rest))
            continue;
        if (found)
            return NULL;
        found = name;
    }
    return found;
}

static void to_lower(char *to, const char *from)
{
    do
        *to++ = (char)(*from >= 'A' && *from <= 'Z' ? *from - 'A' + 'a' : *from);
    while (*from++ != '\0');
}

/* The name that `word`, which begins none, may have meant. The number is the surest part of it: p29_c is nearer to
 * p22_ce by its letters alone. */
static const char *near(const char *word)
{
    const char *names[SCRIPTS] = {NULL}, *same[SCRIPTS] = {NULL}, *found = NULL;
    size_t number = strcspn(word, "_"), twins = 0;
    for (size_t i = 0; scripts[i]; i++) {
        names[i] = scripts[i]->name;
        if (strncasecmp(names[i], word, number) == 0 && names[i][number] == '_')
            same[twins++] = names[i];
    }
    if (twins == 1)
        return same[0];
    if (word[number] == '_')
        found = find_inside(word, number, word + number + 1);
    if (!found)
        found = suggest(word, twins > 0 ? same : names);
    return found || strlen(word) < 2 ? found : find_inside(word, 0, word);
}

const struct script *script_find(const char *word, char *error, size_t size)
{
    const struct script *found[SCRIPTS];
    char quoted[QUOTE_SIZE], lower[64] = "";
    size_t matches = find_best(word, found);
    if (matches == 1)
        return found[0];
    quote(word, quoted);
    if (matches == 0 && strlen(word) < sizeof lower) {
        to_lower(lower, word);
        matches = find_best(lower, found);
    }
    if (matches < 2) {
        const char *meant = matches == 1 ? found[0]->name : *lower ? near(lower) : NULL;
        snprintf(error, size, "there is no script %s%s%s%s", quoted, meant ? "; did you mean " : "", meant ? meant : "",
                 meant ? "?" : "; lesson --list shows them all");
        return NULL;
    }
    int used = snprintf(error, size, "%s can be", quoted);
    for (size_t i = 0; i < matches && used > 0 && (size_t)used < size; i++)
        used += snprintf(error + used, size - (size_t)used, "%s %s",
                         i == 0            ? ""
                         : i + 1 < matches ? ","
                                           : " or",
                         found[i]->name);
    return NULL;
}

int script_parameter(const struct script *s, const char *name)
{
    for (int i = 0; i < PARAMETERS && s->parameter[i].name; i++)
        if (strcmp(s->parameter[i].name, name) == 0)
            return i;
    return -1;
}
