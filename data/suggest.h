/* SPDX-License-Identifier: MIT
 * suggest.h - "did you mean": the known name that a mistyped word is nearest to. */
#ifndef SUGGEST_H
#define SUGGEST_H

/* The name in `known` (ended by NULL) that the fewest insertions, deletions, replacements and swaps of neighbours turn
 * `word` into, upper and lower case alike; the first of equals. NULL where the nearest is not near: more than a third
 * of its letters would change. */
const char *suggest(const char *word, const char *const *known);

#endif
