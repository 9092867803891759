/* SPDX-License-Identifier: MIT
 * compare_tables.h - what is reported of a comparison. */
#ifndef COMPARE_TABLES_H
#define COMPARE_TABLES_H

#include "gate/contest.h"

/* Adds a row for each benchmark, regressions first, and what the rule promises. */
void compare_report(struct report *r, const struct contest *c, const struct arguments *o);

/* How many benchmarks have a decision. */
size_t compare_decided(const struct contest *c);

#endif
