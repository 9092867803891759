/* SPDX-License-Identifier: MIT
 * quote.c - see quote.h. A terminal must not be steered, nor a line broken, by what is quoted back at it. */
#include "quote.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Only what RFC 3629 allows: up to four bytes, no C1 controls, nothing written longer than needed, no surrogates. */
size_t quote_character(const char *text)
{
    const unsigned char *s = (const unsigned char *)text;
    if (*s >= 0x20 && *s < 0x7f)
        return 1;
    size_t length = s[0] >= 0xc2 && s[0] < 0xe0 ? 2 : (s[0] & 0xf0) == 0xe0 ? 3 : s[0] >= 0xf0 && s[0] < 0xf5 ? 4 : 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xc0) != 0x80)
            return 0;
    bool control = length == 2 && s[0] == 0xc2 && s[1] < 0xa0;
    bool overlong = (s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xf0 && s[1] < 0x90);
    bool none = (s[0] == 0xed && s[1] >= 0xa0) || (s[0] == 0xf4 && s[1] >= 0x90);
    return length && !control && !overlong && !none ? length : 0;
}

const char *quote(const char *text, char out[QUOTE_SIZE])
{
    static const char more[] = "...";
    char *at = out + 1, *kept = at; /* what is kept where the text turns out to be too long */
    out[0] = '\'';
    while (*text) {
        size_t plain = quote_character(text);
        size_t used = (size_t)(at - out) - 1, length = plain ? plain : strlen("\\x00");
        if (used + length > QUOTE_SHOWN) {
            memcpy(kept, more, sizeof more);
            at = kept + strlen(more);
            break;
        }
        if (used + length <= QUOTE_SHOWN - strlen(more))
            kept = at + length;
        if (plain)
            memcpy(at, text, plain);
        else
            snprintf(at, length + 1, "\\x%02x", (unsigned char)*text);
        at += length;
        text += plain ? plain : 1;
    }
    memcpy(at, "'", 2);
    return out;
}
