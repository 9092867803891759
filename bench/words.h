/* SPDX-License-Identifier: MIT
 * words.h - what stands on a command line: numbers and comma-separated lists, read strictly. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct words_range {
    double low, high; /* inclusive */
    bool whole;       /* only whole numbers */
    bool above;       /* low itself is excluded */
};

/* Reads one number, all of `text`. On failure writes what is wrong, `text` included, and returns false. */
bool words_number(const char *text, const struct words_range *range, double *value, char *error, size_t error_size);

enum { WORDS_ITEMS = 64, WORDS_LENGTH = 96 };

struct words_list {
    size_t n;
    char item[WORDS_ITEMS][WORDS_LENGTH];
};

/* Splits at commas. An empty list and an empty item ("1,,2") are errors, as is a list too long for its struct. */
bool words_split(const char *text, struct words_list *list, char *error, size_t error_size);

#endif
