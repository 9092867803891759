/* SPDX-License-Identifier: MIT
 * quote.h - what somebody typed, fit for one line of a complaint. */
#ifndef QUOTE_H
#define QUOTE_H

#include <stddef.h>

enum { QUOTE_SHOWN = 63, QUOTE_SIZE = QUOTE_SHOWN + 8 };

/* The text in quotes: bytes that do not print as \xNN (valid UTF-8 is kept), and of a long one only the beginning and
 * "...", at most QUOTE_SHOWN in all. `out` is the caller's; returns it. */
const char *quote(const char *text, char out[QUOTE_SIZE]);

/* The bytes of the character at `text` that prints, ASCII or valid UTF-8; 0: there is none. */
size_t quote_character(const char *text);

#endif
