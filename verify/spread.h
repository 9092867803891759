/* SPDX-License-Identifier: MIT
 * spread.h - inputs for differences: away from where a function has a kink. */
#ifndef SPREAD_H
#define SPREAD_H

#include "reference.h"

/* Fills the inputs of a reference with values of their domains, on a grid that no two operands share and 0 is not on:
 * where a function has a kink, at 0 or where two operands are equal, is farther away than a difference reaches. With
 * `near`, within [-4, 4], where functions bend. */
void spread_inputs(struct reference *r, bool near, uint64_t seed);

#endif
