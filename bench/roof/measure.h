/* SPDX-License-Identifier: MIT
 * measure.h - times many things at once, interleaved, and says what each came to. */
#ifndef MEASURE_H
#define MEASURE_H

#include "measure/slices.h"
#include "measure/statistics.h"

#include <stdbool.h>

enum { MEASURE_MOST = 256 };

/* `n` (at most MEASURE_MOST) variants of which run and self are set; time[i] is in ns for an iteration, over rounds,
 * and n = 0 after an interruption in the first round. false: no memory. */
bool measure(struct slices_variant *variant, size_t n, const struct slices_plan *plan, struct statistics *time);

#endif
