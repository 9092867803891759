/* SPDX-License-Identifier: MIT
 * gemm_tile.h - the matrix products in float32, our own: a tile of c stays in registers while the sum runs. Every
 * element is one chain of fused multiply-adds in the order of the sum, so its bits depend neither on the tile it falls
 * into nor on cuts, threads, vector width or compiler; its error is that of any order, at most (depth + 1) roundings.
 *
 * Tiles are taken panel by panel: TILE_DEPTH rows of b, two vectors wide, stay in the first-level cache while the rows
 * of a pass by. Where the rows of b lie a page apart they would fall on the same cache lines, so there the first tile
 * leaves a copy behind, side by side; the rows of b^T are turned as they are copied. */
#ifndef GEMM_TILE_H
#define GEMM_TILE_H

#include "gemm_lanes.h"

#include <stdbool.h>

enum {
#if LANES == 8
    TILE_ROWS = 4, /* 16 registers hold no more */
#else
    TILE_ROWS = 8,
#endif
    TILE_COLUMNS = 2 * LANES,
    TILE_DEPTH = 256,
    TILE_PANEL = TILE_DEPTH * TILE_COLUMNS,
    TILE_GROUP = 64, /* columns of a that are copied together */
};

/* A run of `count` tiles: `a` as in struct gemm (gemm.h), `from` the values the sums start from; next_x is the way from
 * the x of one tile to the next. */
struct tile {
    const float *a;
    size_t row, step, depth;
    const float *b;
    size_t ldb;
    const float *from;
    size_t ldf;
    float *c;
    size_t ldc;
    float *copy; /* where rows of b go, TILE_COLUMNS apart, a panel for each tile; NULL: nowhere */
    size_t count, next_a, next_b, next_from, next_c;
};

/* Tiles of rows x vectors; rows, vectors and copies are constants where this is inlined, so that the sums stay in
 * registers. */
static inline __attribute__((always_inline)) void tile_body(const struct tile *t, int rows, int vectors, bool copies)
{
    const float *a = t->a, *b = t->b, *from = t->from;
    float *c = t->c, *copy = t->copy;
    size_t row = t->row, step = t->step, ldb = t->ldb;
    for (size_t i = 0; i < t->count; i++) {
        lanes sum[TILE_ROWS][2], v[2];
        for (int r = 0; r < rows; r++)
            for (int q = 0; q < vectors; q++)
                sum[r][q] = lanes_load(from + (size_t)r * t->ldf + q * LANES);
        for (size_t l = 0; l < t->depth; l++) {
            for (int q = 0; q < vectors; q++) {
                v[q] = lanes_load(b + l * ldb + q * LANES);
                if (copies)
                    lanes_store(copy + l * TILE_COLUMNS + q * LANES, v[q]);
            }
            for (int r = 0; r < rows; r++) {
                lanes x = lanes_all(a[(size_t)r * row + l * step]);
                for (int q = 0; q < vectors; q++)
                    sum[r][q] = lanes_fma(x, v[q], sum[r][q]);
            }
        }
        for (int r = 0; r < rows; r++)
            for (int q = 0; q < vectors; q++)
                lanes_store(c + (size_t)r * t->ldc + q * LANES, sum[r][q]);
        a += t->next_a;
        b += t->next_b;
        from += t->next_from;
        c += t->next_c;
        if (copies)
            copy += TILE_PANEL;
    }
}

/* The same with fewer rows than TILE_ROWS, in powers of two. */
static inline __attribute__((always_inline)) void tile_rest(struct tile t, size_t rows, int vectors)
{
    for (size_t some = TILE_ROWS / 2; some > 0; some /= 2)
        if (rows & some) {
            if (some == 4)
                tile_body(&t, 4, vectors, false);
            else if (some == 2)
                tile_body(&t, 2, vectors, false);
            else
                tile_body(&t, 1, vectors, false);
            t.a += some * t.row;
            t.from += some * t.ldf;
            t.c += some * t.ldc;
        }
}

/* Tiles of `rows` <= TILE_ROWS rows and as many vectors as `columns` take. Not inlined: eight loops, and a row calls
 * them from several places. */
__attribute__((noinline, unused)) static void tile_run(const struct tile *t, size_t rows, size_t columns)
{
    if (columns <= LANES) {
        if (rows == TILE_ROWS)
            tile_body(t, TILE_ROWS, 1, false);
        else
            tile_rest(*t, rows, 1);
    } else if (rows < TILE_ROWS) {
        tile_rest(*t, rows, 2);
    } else if (t->copy) {
        tile_body(t, TILE_ROWS, 2, true);
    } else {
        tile_body(t, TILE_ROWS, 2, false);
    }
}

/* One tile with fewer columns than TILE_COLUMNS there: through a tile on the stack. */
static inline void tile_edge(const struct tile *t, size_t rows, size_t columns)
{
    float c[TILE_ROWS * TILE_COLUMNS] = {0};
    for (size_t r = 0; r < rows; r++)
        lanes_copy(c + r * TILE_COLUMNS, t->from + r * t->ldf, columns);
    struct tile inside = *t;
    inside.from = inside.c = c;
    inside.ldf = inside.ldc = TILE_COLUMNS;
    inside.count = 1;
    tile_run(&inside, rows, columns);
    for (size_t r = 0; r < rows; r++)
        lanes_copy(t->c + r * t->ldc, c + r * TILE_COLUMNS, columns);
}

/* Copies TILE_COLUMNS columns of b as far as they come before `end`: what lies beside the matrix is not used. */
static inline void tile_pad(const float *b, const float *end, size_t ldb, size_t depth, size_t columns, float *panel)
{
    for (size_t l = 0; l < depth; l++)
        for (size_t j = 0; j < columns; j += LANES)
            lanes_store(panel + l * TILE_COLUMNS + j, lanes_load_before(b + l * ldb + j, end));
}

/* Copies `columns` rows of b^T as columns; those beyond repeat the last one. */
static inline void tile_turn(const float *b, const float *end, size_t ldb, size_t depth, size_t columns, float *panel)
{
    for (size_t j = 0; j < columns; j += LANES) {
        const float *row[LANES];
        for (size_t r = 0; r < LANES; r++)
            row[r] = b + (j + r < columns ? j + r : columns - 1) * ldb;
        for (size_t l = 0; l < depth; l += LANES) {
            lanes x[LANES];
            for (size_t r = 0; r < LANES; r++)
                x[r] = lanes_load_before(row[r] + l, end);
            lanes_transpose(x);
            for (size_t r = 0; r < LANES; r++)
                lanes_store(panel + (l + r) * TILE_COLUMNS + j, x[r]);
        }
    }
}

/* Copies TILE_GROUP columns of a, or the few that are left. */
static inline void tile_group(const float *a, size_t step, size_t depth, size_t left, float *group)
{
    for (size_t l = 0; l < depth; l++)
        if (left >= TILE_GROUP)
            memcpy(group + l * TILE_GROUP, a + l * step, TILE_GROUP * sizeof *a);
        else
            memcpy(group + l * TILE_GROUP, a + l * step, left * sizeof *a);
}

#endif
