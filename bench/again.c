/* SPDX-License-Identifier: MIT
 * again.c - options, back to words. */
#include "again.h"

#include "option_table.h"

#include <stdarg.h>
#include <stdlib.h>

bool again_add(struct again *a, const char *format, ...)
{
    va_list args;
    if (a->n == AGAIN_WORDS)
        return false;
    va_start(args, format);
    bool good = vasprintf(&a->word[a->n], format, args) >= 0;
    va_end(args);
    a->n += good;
    a->word[a->n] = NULL;
    return good;
}

static bool add_option(struct again *a, const struct arguments *o, const struct option_row *row)
{
    const void *member = (const char *)o + row->offset;
    const char *text = row->kind == TEXT ? *(const char *const *)member : NULL;
    const struct arguments_number *number = row->kind == NUMBER ? member : NULL;
    if (text)
        return again_add(a, "--%s=%s", row->name, text);
    if (number && number->given)
        return again_add(a, "--%s=%.17g", row->name, number->value);
    if (row->kind == FLAG && *(const bool *)member)
        return again_add(a, "--%s", row->name);
    return true;
}

bool again_options(struct again *a, const struct arguments *o, enum arguments_job job)
{
    for (size_t i = 0; i < ROWS; i++)
        if (option_table[i].group < OUTPUTS && (option_table[i].jobs & (int)job) && !add_option(a, o, &option_table[i]))
            return false;
    return true;
}

void again_free(struct again *a)
{
    for (size_t i = 0; i < a->n; i++)
        free(a->word[i]);
    *a = (struct again){0};
}
