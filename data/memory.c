/* SPDX-License-Identifier: MIT
 * memory.c - the limit. */
#include "memory.h"

#include <stdio.h>
#include <unistd.h>

bool memory_allows(double bytes, char *why, size_t why_size)
{
    double limit = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) / 2;
    if (bytes <= limit)
        return true;
    snprintf(why, why_size, "would take %.3g GB of memory; the limit is %.3g GB, half of this machine's", bytes / 1e9,
             limit / 1e9);
    return false;
}
