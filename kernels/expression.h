/* SPDX-License-Identifier: MIT
 * expression.h - the little language of a row's strings: "2mkn + mn", "(k + 1)", "4v", "k = 4, n = 3". */
#ifndef EXPRESSION_H
#define EXPRESSION_H

#include "gradus.h"

/* True where every condition of a comma-separated list ("k = 4, mn <= 4096") holds; NULL holds always, and what cannot
 * be read never. */
bool expression_holds(const char *conditions, const struct gradus_op *op, const size_t *dim);

#endif
