/* SPDX-License-Identifier: MIT
 * standardize.c - y = (x - mean) / std, column by column over the m rows. Lecture F16.
 * Population std: the root of the mean square of x - mean. A constant column is 0 / 0 = NaN.
 * Error scale: x - mean is as inexact as its terms, |x| + mean|x|, over std; std carries the same error of its largest
 * term, in proportion, into y.
 */
#include "ref.h"

#include <math.h>

ref_function ref_standardize;

enum { X, Y }; /* operands, by position */

void ref_standardize(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];

    for (size_t j = 0; j < n; j++) {
        const double *x = c->in[X] + j;
        double mean = 0, size = 0, largest = 0, square = 0;
        for (size_t i = 0; i < m; i++) {
            mean += x[i * n];
            size += fabs(x[i * n]);
            largest = fmax(largest, fabs(x[i * n]));
        }
        mean /= (double)m;
        size /= (double)m;
        for (size_t i = 0; i < m; i++)
            square += (x[i * n] - mean) * (x[i * n] - mean);
        const double std = sqrt(square / (double)m);
        for (size_t i = 0; i < m; i++) {
            const double y = (x[i * n] - mean) / std;
            ref_put(c, Y, i * n + j, y, (fabs(x[i * n]) + size) / std + fabs(y) * (1 + (largest + size) / std));
        }
    }
}
