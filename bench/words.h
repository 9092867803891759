/* SPDX-License-Identifier: MIT
 * words.h - what stands on a command line: numbers and comma-separated lists, read strictly, and how to show it. */
#ifndef WORDS_H
#define WORDS_H

#include "quote.h"

#include <stdbool.h>
#include <stddef.h>

struct words_range {
    double low, high;  /* inclusive, */
    bool above, below; /* but here low or high is excluded, also when rounded to float32 */
    bool whole;        /* only whole numbers */
};

/* Reads one number, all of `text`. On failure writes what is wrong, `text` included, and returns false. */
bool words_number(const char *text, const struct words_range *range, double *value, char *error, size_t error_size);

enum { WORDS_ITEMS = 64, WORDS_LENGTH = 96, WORDS_SHOWN = QUOTE_SHOWN, WORDS_WHY = 320 };

struct words_list {
    size_t n;
    char item[WORDS_ITEMS][WORDS_LENGTH];
};

/* Splits at commas. An empty list, an empty item ("1,,2"), one that is there twice and a list too long for its struct
 * are errors. */
bool words_split(const char *text, struct words_list *list, char *error, size_t error_size);

/* Lives as long as the expression it is made in. */
struct words_quoted {
    char text[QUOTE_SIZE];
};

/* A word as quote (quote.h) shows it, by value: several fit into one complaint. */
struct words_quoted words_quote(const char *word);

/* "a, b, c" of names ended by NULL, as far as they fit. */
void words_join(const char *const *name, char *text, size_t size);

#endif
