/* SPDX-License-Identifier: MIT
 * words.c - numbers and lists. */
#include "words.h"

#include "csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool words_number(const char *text, const struct words_range *range, double *value, char *error, size_t error_size)
{
    double v;
    const char *kind = range->whole ? "whole number" : "number";
    if (!csv_number(text, text + strlen(text), false, &v)) {
        snprintf(error, error_size, "'%s' is not a number", text);
        return false;
    }
    if (range->whole && v != floor(v)) {
        snprintf(error, error_size, "'%s' is not a whole number", text);
        return false;
    }
    if (v < range->low || v > range->high || (range->above && v == range->low)) {
        snprintf(error, error_size, "'%s' is out of range: a %s %s %.12g and at most %.12g is expected", text, kind,
                 range->above ? "above" : "of at least", range->low, range->high);
        return false;
    }
    *value = v;
    return true;
}

bool words_split(const char *text, struct words_list *list, char *error, size_t error_size)
{
    list->n = 0;
    if (text[0] == '\0') {
        snprintf(error, error_size, "'' is empty: a comma-separated list is expected");
        return false;
    }
    for (const char *at = text;; at++) {
        size_t length = strcspn(at, ",");
        if (length == 0) {
            snprintf(error, error_size, "'%s' has an empty item", text);
            return false;
        }
        if (length >= WORDS_LENGTH || list->n == WORDS_ITEMS) {
            snprintf(error, error_size, "'%.40s...' is too long", text);
            return false;
        }
        memcpy(list->item[list->n], at, length);
        list->item[list->n++][length] = '\0';
        at += length;
        if (*at == '\0')
            return true;
    }
}
