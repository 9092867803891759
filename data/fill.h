/* SPDX-License-Identifier: MIT
 * fill.h - reproducible test values: element i depends on the seed and i alone, so any part can be filled by anyone. */
#ifndef FILL_H
#define FILL_H

#include <stddef.h>
#include <stdint.h>

/* Uniform floats in [lo, hi); both 0 means [-1, 1). */
void fill_uniform(float *x, size_t n, double lo, double hi, uint64_t seed);

/* Uniform labels in [0, below). */
void fill_labels(int32_t *x, size_t n, size_t below, uint64_t seed);

#endif
