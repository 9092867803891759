/* SPDX-License-Identifier: MIT
 * amdahl.c - y = s + (1 - s) x is y - x = s (1 - x): a line through the origin. */
#include "amdahl.h"

#include <math.h>

bool amdahl_fit(const int *threads, const double *time, size_t n, struct amdahl *fit)
{
    double above = 0, below = 0, squares = 0;
    if (n < AMDAHL_POINTS)
        return false;
    for (size_t i = 1; i < n; i++) {
        double x = 1.0 / threads[i], y = time[i] / time[0];
        above += (y - x) * (1 - x);
        below += (1 - x) * (1 - x);
    }
    fit->serial = above / below;
    for (size_t i = 1; i < n; i++) {
        double x = 1.0 / threads[i], y = time[i] / time[0];
        squares += pow(y - x - fit->serial * (1 - x), 2);
    }
    fit->residual = sqrt(squares / (double)(n - 1));
    return true;
}
