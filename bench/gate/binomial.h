/* SPDX-License-Identifier: MIT
 * binomial.h - the sign test: how often a fair coin shows so many heads. */
#ifndef BINOMIAL_H
#define BINOMIAL_H

#include <stddef.h>

/* P(Bin(n, 1/2) >= k), to a few units in the last place; 1 for k = 0, 0 for k > n. n at most 1000. */
double binomial_tail(size_t n, size_t k);

/* The least k with binomial_tail(n, k) <= a; n + 1 where even n heads are likelier than that. */
size_t binomial_least(size_t n, double a);

/* The two-sided p of k heads in n throws: twice the smaller tail, at most 1. */
double binomial_two_sided(size_t n, size_t k);

#endif
