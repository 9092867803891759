/* SPDX-License-Identifier: MIT
 * standardize_dx.c - gradient of standardize: dx = (dy - mean(dy) - y mean(dy y)) / std, columnwise over m. Lecture
 * F16. y = (x - mean) / std, population std. Error scale: the three terms over std, with y taken as large as what it is
 * computed from (|x| + mean|x|, over std), and all of it as often as std is inexact (its largest term over std).
 */
#include "ref.h"

#include <math.h>

ref_function ref_standardize_dx;

enum { X, DY, DX }; /* operands, by position */

void ref_standardize_dx(const struct ref_call *c)
{
    const size_t m = c->dim[0], n = c->dim[1];

    for (size_t j = 0; j < n; j++) {
        const double *x = c->in[X] + j, *dy = c->in[DY] + j;
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

        double mean_dy = 0, mean_dyy = 0, size_dy = 0, size_dyy = 0;
        for (size_t i = 0; i < m; i++) {
            mean_dy += dy[i * n] / (double)m;
            mean_dyy += dy[i * n] * (x[i * n] - mean) / std / (double)m;
            size_dy += fabs(dy[i * n]) / (double)m;
            size_dyy += fabs(dy[i * n]) * (fabs(x[i * n]) + size) / std / (double)m;
        }
        const double inexact = 1 + (largest + size) / std;
        for (size_t i = 0; i < m; i++) {
            const double y = (x[i * n] - mean) / std, size_y = (fabs(x[i * n]) + size) / std;
            ref_put(c, DX, i * n + j, (dy[i * n] - mean_dy - y * mean_dyy) / std,
                    (fabs(dy[i * n]) + size_dy + size_y * size_dyy) / std * inexact);
        }
    }
}
