/* SPDX-License-Identifier: MIT
 * clock.h - the time, undisturbed by adjustments of the system's clock. */
#ifndef CLOCK_H
#define CLOCK_H

/* Nanoseconds since some moment in the past. */
double clock_ns(void);

#endif
