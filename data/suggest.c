/* SPDX-License-Identifier: MIT
 * suggest.c - edit distance in the "optimal string alignment" form.
 * Damerau 1964, "A technique for computer detection and correction of spelling errors", CACM 7(3). */
#include "suggest.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST = 64 }; /* no name is longer; a longer word is not a slip of the finger */

/* ASCII only: names are, and the user's locale has no say in them. */
static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Both at most LONGEST long. Three rows of the usual table are enough: a swap looks two rows back. */
static size_t distance(const char *a, size_t m, const char *b, size_t n)
{
    size_t table[3][LONGEST + 1];
    for (size_t j = 0; j <= n; j++)
        table[0][j] = j;
    for (size_t i = 1; i <= m; i++) {
        size_t *row = table[i % 3];
        const size_t *above = table[(i + 2) % 3], *two_above = table[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            char p = lower(a[i - 1]), q = lower(b[j - 1]);
            row[j] = least(above[j - 1] + (p != q), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && p == lower(b[j - 2]) && q == lower(a[i - 2]))
                row[j] = least(row[j], two_above[j - 2] + 1);
        }
    }
    return table[m % 3][n];
}

const char *suggest(const char *word, const char *const *known)
{
    const char *nearest = NULL;
    size_t fewest = 0, m = strlen(word);
    if (m > LONGEST)
        return NULL;
    for (; *known != NULL; known++) {
        size_t n = strlen(*known);
        if (n > LONGEST)
            continue;
        size_t d = distance(word, m, *known, n);
        if (3 * d <= n && (nearest == NULL || d < fewest)) {
            nearest = *known;
            fewest = d;
        }
    }
    return nearest;
}
