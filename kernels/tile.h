/* SPDX-License-Identifier: MIT
 * tile.h - short rows, TILE_ROWS of them at a time and one lane for each: a row of three classes fills no vector,
 * sixteen such rows do. The same loops as along a long row, turned by 90 degrees; a sum over a row goes in order. */
#ifndef TILE_H
#define TILE_H

#include "exact.h"

#include <stdbool.h>
#include <stddef.h>

enum { TILE_ROWS = 16, TILE_COLS = 16 };

typedef float tile_floats[TILE_COLS][TILE_ROWS];
typedef double tile_doubles[TILE_COLS][TILE_ROWS];

/* A whole tile with n a constant where this is inlined: the compiler then turns it by permutations. */
static inline __attribute__((always_inline)) void tile_turn_in(tile_floats to, const float *x, size_t n)
{
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++)
        for (size_t j = 0; j < n; j++)
            to[j][l] = x[l * n + j];
}

static inline __attribute__((always_inline)) void tile_turn_out(float *y, tile_floats from, size_t n)
{
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++)
        for (size_t j = 0; j < n; j++)
            y[l * n + j] = from[j][l];
}

/* Reads `rows` rows of n <= TILE_COLS floats; lanes beyond repeat the last row, whose results are not written. */
static inline void tile_read(tile_floats to, const float *x, size_t n, size_t rows)
{
    if (rows == TILE_ROWS && n == 3)
        tile_turn_in(to, x, 3);
    else if (rows == TILE_ROWS && n == 10)
        tile_turn_in(to, x, 10);
    else
        for (size_t l = 0; l < TILE_ROWS; l++) {
            const float *row = x + (l < rows ? l : rows - 1) * n;
            for (size_t j = 0; j < n; j++)
                to[j][l] = row[j];
        }
}

static inline void tile_write(float *y, tile_floats from, size_t n, size_t rows)
{
    if (rows == TILE_ROWS && n == 3)
        tile_turn_out(y, from, 3);
    else if (rows == TILE_ROWS && n == 10)
        tile_turn_out(y, from, 10);
    else
        for (size_t l = 0; l < rows; l++)
            for (size_t j = 0; j < n; j++)
                y[l * n + j] = from[j][l];
}

/* What the softmax rows need of every row. A NaN anywhere in a row makes its `sum` and `inverse` NaN. */
struct tile_softmax {
    float largest[TILE_ROWS];
    tile_doubles e;            /* e^(x - largest) */
    double sum[TILE_ROWS];     /* of these */
    double inverse[TILE_ROWS]; /* 1 / sum of these */
};

/* `others`, a constant where this is inlined: `sum` is without the largest of the row, the first of them, but `inverse`
 * is with it. */
static inline void tile_softmax(struct tile_softmax *s, tile_floats x, size_t n, bool others)
{
    int32_t top[TILE_ROWS] = {0};
    for (size_t l = 0; l < TILE_ROWS; l++) {
        s->largest[l] = x[0][l];
        s->sum[l] = 0;
    }
    for (size_t j = 1; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            top[l] = x[j][l] > s->largest[l] ? (int32_t)j : top[l];
            s->largest[l] = x[j][l] > s->largest[l] ? x[j][l] : s->largest[l];
        }
    for (size_t j = 0; j < n; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            s->e[j][l] = exact_exp_negative((double)x[j][l] - (double)s->largest[l]);
            s->sum[l] += others && (int32_t)j == top[l] ? 0 : s->e[j][l];
        }
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++) {
        double top_e = others ? 1 + (s->largest[l] - s->largest[l]) : 0; /* inf - inf is NaN, as its e is */
        s->inverse[l] = 1 / (top_e + s->sum[l]);
    }
}

#endif
