/* SPDX-License-Identifier: MIT
 * scripts.c - the table of scripts, and how one is found in it. */
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

const struct script *script_find(const char *word, char *error, size_t size)
{
    /* p4 is p4_where, though p40_adam starts with it too: only the best matches compete. */
    const struct script *found[SCRIPTS];
    const char *names[SCRIPTS] = {NULL};
    size_t matches = 0;
    enum match best = MATCH_START;
    for (size_t i = 0; scripts[i]; i++) {
        enum match m = match(scripts[i]->name, word);
        names[i] = scripts[i]->name;
        if (m > best)
            matches = 0;
        if (m >= best) {
            best = m;
            found[matches++] = scripts[i];
        }
    }
    if (matches == 1)
        return found[0];
    if (matches == 0) {
        const char *near = suggest(word, names);
        snprintf(error, size, "there is no script '%s'%s%s%s", word, near ? "; did you mean " : "", near ? near : "",
                 near ? "?" : "; lesson --list shows them all");
        return NULL;
    }
    int used = snprintf(error, size, "'%s' can be", word);
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
