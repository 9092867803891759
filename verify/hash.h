/* SPDX-License-Identifier: MIT
 * hash.h - `verify --hash`: a digest of the results of every implementation, one line each, "sigmoid exact 9f3c...".
 * Two builds, by other compilers, for other processors, on other machines, give the same bits if the lines are the
 * same. */
#ifndef HASH_H
#define HASH_H

#include "verify.h"

/* Prints the lines of the implementations that the options want; without --impl matrix products in float32 are left
 * out: their bits are promised on one type of processor. False where memory ran out. */
bool hash_print(const struct verify_options *options, FILE *out);

#endif
