/* SPDX-License-Identifier: MIT
 * tile.h - short rows, TILE_ROWS of them at a time and one lane for each: a row of three classes fills no vector,
 * sixteen such rows do. The same loops as along a long row, turned by 90 degrees; a sum over a row goes in order. */
#ifndef TILE_H
#define TILE_H

#include "exact.h"

#include <stddef.h>

enum { TILE_ROWS = 16, TILE_COLS = 16 };

typedef float tile_floats[TILE_COLS][TILE_ROWS];
typedef double tile_doubles[TILE_COLS][TILE_ROWS];

/* Reads `rows` rows of n <= TILE_COLS floats; lanes beyond repeat the last row, whose results are not written. */
static inline void tile_read(tile_floats to, const float *x, size_t n, size_t rows)
{
    for (size_t l = 0; l < TILE_ROWS; l++) {
        const float *row = x + (l < rows ? l : rows - 1) * n;
        for (size_t j = 0; j < n; j++)
            to[j][l] = row[j];
    }
}

static inline void tile_write(float *y, tile_floats from, size_t n, size_t rows)
{
    for (size_t l = 0; l < rows; l++)
        for (size_t j = 0; j < n; j++)
            y[l * n + j] = from[j][l];
}

/* p = softmax of every row. A NaN anywhere in a row makes all of it NaN. */
static inline void tile_softmax(tile_doubles p, tile_floats x, size_t n)
{
    float largest[TILE_ROWS];
    double sum[TILE_ROWS] = {0};
    for (size_t l = 0; l < TILE_ROWS; l++)
        largest[l] = x[0][l];
    for (size_t j = 1; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            largest[l] = x[j][l] > largest[l] ? x[j][l] : largest[l];
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            p[j][l] = exact_exp_negative((double)x[j][l] - (double)largest[l]);
            sum[l] += p[j][l];
        }
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++)
        sum[l] = 1 / sum[l];
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            p[j][l] *= sum[l];
}

#endif
