/* SPDX-License-Identifier: MIT
 * place.h - where in a text of JSON something stands: jansson does not keep it. */
#ifndef PLACE_H
#define PLACE_H

#include <stddef.h>

/* A step into a value: a member of an object, or (key NULL) an element of an array. */
struct place_step {
    const char *key;
    size_t index;
};

struct place {
    size_t line, column; /* from 1; a column is a character */
};

/* Where a member or an element begins in `text`, a valid value; as far as the path leads. */
size_t place_find(const char *text, const struct place_step *path, size_t steps);

/* The place of a byte. */
struct place place_of(const char *text, size_t at);

#endif
