/* SPDX-License-Identifier: MIT
 * words.c - numbers and lists. */
#include "words.h"

#include "csv.h"
#include "digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What csv_number has against a word. */
static const char *objection(const char *text)
{
    char *end;
    double v = strtod(text, &end);
    if (end == text || *end != '\0' || !isinf(v))
        return "is not a number";
    if (!strpbrk(text, "0123456789"))
        return "is not finite";
    return v > 0 ? "is too large" : "is too small";
}

static void expected(const struct words_range *range, char *text, size_t size)
{
    struct digits low = digits_of(range->low), high = digits_of(range->high);
    if (range->whole)
        snprintf(text, size, "a whole number from %.0f to %.0f", range->low, range->high);
    else
        snprintf(text, size, "a number %s %s and %s %s", range->above ? "above" : "of at least", low.text,
                 range->below ? "below" : "at most", high.text);
}

bool words_number(const char *text, const struct words_range *range, double *value, char *error, size_t error_size)
{
    double v;
    char wanted[160];
    struct words_quoted word = words_quote(text);
    if (!csv_number(text, text + strlen(text), false, &v)) {
        snprintf(error, error_size, "%s %s", word.text, objection(text));
        return false;
    }
    if (range->whole && v != floor(v)) {
        snprintf(error, error_size, "%s is not a whole number", word.text);
        return false;
    }
    if (v < range->low || v > range->high || (range->above && v == range->low) || (range->below && v == range->high)) {
        expected(range, wanted, sizeof wanted);
        snprintf(error, error_size, "%s is out of range: %s is expected", word.text, wanted);
        return false;
    }
    double single = (double)(float)v;
    if ((range->above && single == range->low) || (range->below && single == range->high)) {
        snprintf(error, error_size, "%s is %s in float32", word.text, digits_of(single).text);
        return false;
    }
    *value = v;
    return true;
}

static bool listed(const struct words_list *list, const char *item)
{
    for (size_t i = 0; i < list->n; i++)
        if (strcmp(list->item[i], item) == 0)
            return true;
    return false;
}

bool words_split(const char *text, struct words_list *list, char *error, size_t error_size)
{
    struct words_quoted word = words_quote(text);
    list->n = 0;
    if (text[0] == '\0') {
        snprintf(error, error_size, "'' is empty: a comma-separated list is expected");
        return false;
    }
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        if (length == 0) {
            snprintf(error, error_size, "%s has an empty item", word.text);
            return false;
        }
        if (length >= WORDS_LENGTH || list->n == WORDS_ITEMS) {
            snprintf(error, error_size, "%s is too long: at most %d items of %d characters", word.text, WORDS_ITEMS,
                     WORDS_LENGTH - 1);
            return false;
        }
        char *item = list->item[list->n];
        memcpy(item, at, length);
        item[length] = '\0';
        if (listed(list, item)) {
            snprintf(error, error_size, "%s: %s is there twice", word.text, words_quote(item).text);
            return false;
        }
        list->n++;
        at += length;
        if (*at == '\0')
            return true;
    }
}

struct words_quoted words_quote(const char *word)
{
    struct words_quoted q;
    quote(word, q.text);
    return q;
}

void words_join(const char *const *name, char *text, size_t size)
{
    text[0] = '\0';
    for (size_t i = 0, used = 0; name[i] && used < size; i++, used = strlen(text))
        snprintf(text + used, size - used, "%s%s", i ? ", " : "", name[i]);
}
