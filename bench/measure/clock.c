/* SPDX-License-Identifier: MIT
 * clock.c - CLOCK_MONOTONIC_RAW. */
#include "clock.h"

#include <time.h>

double clock_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_RAW, &now);
    return 1e9 * (double)now.tv_sec + (double)now.tv_nsec;
}
