/* SPDX-License-Identifier: MIT
 * amdahl.h - the serial part of a piece of work: with a part s that only one thread can do, p threads take
 * s + (1 - s) / p of the time of one. */
#ifndef AMDAHL_H
#define AMDAHL_H

#include <stdbool.h>
#include <stddef.h>

enum { AMDAHL_POINTS = 4 }; /* at least: with fewer any curve would fit */

struct amdahl {
    double serial;   /* s, from 0 to 1 where the law holds; below 0 more than p threads' worth was gained */
    double residual; /* root mean square of what is left, as a fraction of one thread's time */
};

/* Fits s by least squares on time[i] / time[0] over 1 / threads[i]; threads[0] is 1, the others are more. false: there
 * are fewer than AMDAHL_POINTS. */
bool amdahl_fit(const int *threads, const double *time, size_t n, struct amdahl *fit);

#endif
