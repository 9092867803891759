/* SPDX-License-Identifier: MIT
 * complete.c - finds what the last word of a command line is, from argp's table of its options. */
#include "complete.h"

#include <string.h>

bool complete_asked(int argc, char **argv)
{
    return argc > 2 && strcmp(argv[1], "--complete") == 0;
}

static const char *last_word(const struct complete *c)
{
    return c->word[c->words - 1];
}

void complete_offer(struct complete *c, const char *word, const char *doc)
{
    const char *last = last_word(c);
    if (strncmp(word, c->part, strlen(c->part)) == 0)
        fprintf(c->f, "%.*s%s\t%s\n", (int)(c->part - last), last, word, doc ? doc : "");
}

void complete_files(struct complete *c)
{
    fprintf(c->f, ":files\t%.*s\n", (int)(c->part - last_word(c)), last_word(c));
}

static const struct argp_option *find(const struct complete *c, const char *name, size_t length)
{
    for (const struct argp_option *o = c->option; o->name || o->doc; o++)
        if (o->name && strlen(o->name) == length && strncmp(o->name, name, length) == 0)
            return o;
    return NULL;
}

static bool is_option(const char *word)
{
    return strncmp(word, "--", 2) == 0;
}

static void offer_options(struct complete *c)
{
    char word[64];
    for (const struct argp_option *o = c->option; o->name || o->doc; o++)
        if (o->name && snprintf(word, sizeof word, "--%s", o->name) < (int)sizeof word)
            complete_offer(c, word, o->doc);
}

/* "auto|v4|v3" */
static void offer_each(struct complete *c, const char *values)
{
    char word[64];
    for (size_t length; (length = strcspn(values, "|")) > 0; values += length + (values[length] == '|'))
        if (snprintf(word, sizeof word, "%.*s", (int)length, values) < (int)sizeof word)
            complete_offer(c, word, NULL);
}

static void offer_values(struct complete *c, const struct argp_option *o)
{
    const char *comma = strrchr(c->part, ',');
    if ((strcmp(o->arg, "LIST") == 0 || strstr(o->arg, ",...")) && comma)
        c->part = comma + 1;
    if (strchr(o->arg, '|') || o->flags & OPTION_ARG_OPTIONAL)
        offer_each(c, o->arg);
    else if (strncmp(o->arg, "FILE", 4) == 0 || strcmp(o->arg, "FOLDER") == 0)
        complete_files(c);
    else
        c->values(c, o->name);
}

void complete_words(struct complete *c)
{
    const char *last = last_word(c), *equals = strchr(last, '='), *before = c->words > 1 ? c->word[c->words - 2] : "";
    const struct argp_option *o = NULL;
    c->part = last;
    if (last[0] == '-' && equals) {
        o = is_option(last) ? find(c, last + 2, (size_t)(equals - last - 2)) : NULL;
        c->part = equals + 1;
        if (o && o->arg)
            offer_values(c, o);
        return;
    }
    if (last[0] == '-') {
        offer_options(c);
        return;
    }
    o = is_option(before) ? find(c, before + 2, strlen(before + 2)) : NULL;
    if (o && o->arg && !(o->flags & OPTION_ARG_OPTIONAL))
        offer_values(c, o);
    else
        c->values(c, NULL);
}
