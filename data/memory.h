/* SPDX-License-Identifier: MIT
 * memory.h - how much memory may be asked for: half of the machine's. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/* Whether so many bytes may be asked for; if not, writes to `why` how many these are and what the limit is. */
bool memory_allows(double bytes, char *why, size_t why_size);

#endif
