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

#include "gemm.h"
#include "gemm_lanes.h"

#include <stdbool.h>

enum {
    TILE_GRAIN = 1 << 17, /* multiply-adds: a microsecond */
#if LANES == 8
    TILE_ROWS = 4, /* 16 registers hold no more */
#else
    TILE_ROWS = 8,
#endif
    TILE_COLUMNS = 2 * LANES,
    TILE_DEPTH = 256,
    TILE_PANEL = TILE_DEPTH * TILE_COLUMNS,
    TILE_WIDEST = 256, /* columns of c in a chunk, at most, where b is copied */
    TILE_GROUP = 64,   /* columns of a that are copied together */
    SWEEP_DEPTH = 2,   /* rows of b that are swept together */
};

/* A run of `count` tiles: `a` as in struct gemm, `from` the values the sums start from; next_x is the way from the x of
 * one tile to the next. */
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

/* Rows [l, l + depth) of b times their part of a, added to columns [j0, j1) of a few rows of c, all constants but the
 * columns: b streams by in long pieces, as one row of a needs it from memory once. */
static inline __attribute__((always_inline)) void sweep_body(const struct gemm *g, size_t i, size_t l, size_t j0,
                                                             size_t j1, size_t rows, size_t depth)
{
    size_t ld = g->ld;
    const float *b = g->b + l * ld;
    float *c = g->c + i * ld;
    lanes a[4][SWEEP_DEPTH];
    for (size_t r = 0; r < rows; r++)
        for (size_t q = 0; q < depth; q++)
            a[r][q] = lanes_all(g->a[(i + r) * g->row + (l + q) * g->step]);
    for (size_t j = j0; j < j1; j += LANES) {
        lanes sum[4];
        for (size_t r = 0; r < rows; r++)
            sum[r] = lanes_load(c + r * ld + j);
        for (size_t q = 0; q < depth; q++) {
            lanes v = lanes_load(b + q * ld + j);
            __builtin_prefetch(b + (q + depth) * ld +
                               j); /* the next pair: beyond a piece the processor does not guess */
            for (size_t r = 0; r < rows; r++)
                sum[r] = lanes_fma(a[r][q], v, sum[r]);
        }
        for (size_t r = 0; r < rows; r++)
            lanes_store(c + r * ld + j, sum[r]);
    }
}

static inline __attribute__((always_inline)) void sweep_rows(const struct gemm *g, size_t i, size_t j0, size_t j1,
                                                             size_t rows)
{
    for (size_t r = i; r < i + rows; r++)
        for (size_t j = j0; j < j1; j++)
            g->c[r * g->ld + j] = g->bias ? g->bias[j] : 0;
    size_t l = 0;
    for (; g->depth - l >= SWEEP_DEPTH; l += SWEEP_DEPTH)
        sweep_body(g, i, l, j0, j1, rows, SWEEP_DEPTH);
    for (; l < g->depth; l++)
        sweep_body(g, i, l, j0, j1, rows, 1);
}

/* Rows [i0, i1), fewer than TILE_ROWS, and columns [j0, j1), whole vectors, of c. */
__attribute__((noinline, unused)) static void tile_sweep(const struct gemm *g, size_t i0, size_t i1, size_t j0,
                                                         size_t j1)
{
    for (; i1 - i0 >= 4; i0 += 4)
        sweep_rows(g, i0, j0, j1, 4);
    for (; i1 - i0 >= 2; i0 += 2)
        sweep_rows(g, i0, j0, j1, 2);
    for (; i0 < i1; i0++)
        sweep_rows(g, i0, j0, j1, 1);
}

/* What the tiles of rows from i on have in common, for the terms from l on. */
static inline struct tile tile_of(const struct gemm *g, size_t i, size_t j, size_t l)
{
    static const float zero[TILE_COLUMNS];
    struct tile t = {.a = g->a + i * g->row + l * g->step,
                     .row = g->row,
                     .step = g->step,
                     .depth = g->depth - l < TILE_DEPTH ? g->depth - l : TILE_DEPTH,
                     .b = g->b + l * g->ld + j,
                     .ldb = g->ld,
                     .from = l > 0     ? g->c + i * g->ld + j
                             : g->bias ? g->bias + j
                                       : zero,
                     .ldf = l > 0 ? g->ld : 0,
                     .c = g->c + i * g->ld + j,
                     .ldc = g->ld};
    return t;
}

/* Rows [i0, i1) of the TILE_COLUMNS or fewer columns from j on, from b or a panel of it. */
static inline void tile_down(const struct gemm *g, struct tile t, size_t i0, size_t i1, size_t columns)
{
    size_t whole = columns == TILE_COLUMNS ? (i1 - i0) / TILE_ROWS : 0;
    t.count = whole;
    t.next_a = TILE_ROWS * g->row;
    t.next_from = TILE_ROWS * t.ldf;
    t.next_c = TILE_ROWS * t.ldc;
    if (whole)
        tile_run(&t, TILE_ROWS, columns);
    t.a += whole * t.next_a;
    t.from += whole * t.next_from;
    t.c += whole * t.next_c;
    t.count = 1;
    for (size_t i = i0 + whole * TILE_ROWS; i < i1; i += TILE_ROWS) {
        size_t rows = i1 - i < TILE_ROWS ? i1 - i : TILE_ROWS;
        if (columns == TILE_COLUMNS)
            tile_run(&t, rows, columns);
        else
            tile_edge(&t, rows, columns);
        t.a += t.next_a;
        t.from += t.next_from;
        t.c += t.next_c;
    }
}

/* Rows [i0, i1) and columns [j0, j1) of c, operands as they lie: down one panel after another. */
static inline void tile_direct(const struct gemm *g, size_t i0, size_t i1, size_t j0, size_t j1)
{
    float panel[TILE_PANEL] __attribute__((aligned(64)));
    size_t swept = i1 - i0 < TILE_ROWS ? (j1 - j0) / LANES * LANES : 0;
    if (swept)
        tile_sweep(g, i0, i1, j0, j0 + swept);
    for (size_t l = 0; l < g->depth; l += TILE_DEPTH)
        for (size_t j = j0 + swept; j < j1; j += TILE_COLUMNS) {
            struct tile t = tile_of(g, i0, j, l);
            size_t columns = j1 - j < TILE_COLUMNS ? j1 - j : TILE_COLUMNS;
            if (columns < TILE_COLUMNS) {
                tile_pad(t.b, g->b + g->depth * g->ld, g->ld, t.depth, columns, panel);
                t.b = panel;
                t.ldb = TILE_COLUMNS;
            }
            tile_down(g, t, i0, i1, columns);
        }
}

/* One row of tiles, `columns` wide, across all panels. The first row finds no panels yet: it leaves copies of b behind,
 * but for the edge, which is copied before. */
static inline void tile_across(struct tile t, size_t rows, size_t columns, float *panel, bool first, const float *end)
{
    size_t whole = columns / TILE_COLUMNS, rest = columns % TILE_COLUMNS;
    float *edge = panel + whole * TILE_PANEL;
    if (first && rest)
        tile_pad(t.b + whole * TILE_COLUMNS, end, t.ldb, t.depth, rest, edge);
    t.count = whole;
    t.next_b = first ? (size_t)TILE_COLUMNS : (size_t)TILE_PANEL;
    t.next_c = TILE_COLUMNS;
    t.copy = first ? panel : NULL;
    if (!first) {
        t.b = panel;
        t.ldb = TILE_COLUMNS;
    }
    tile_run(&t, rows, TILE_COLUMNS);
    if (!rest)
        return;
    t.b = edge;
    t.ldb = TILE_COLUMNS;
    t.copy = NULL;
    t.from += whole * t.next_from;
    t.c += whole * TILE_COLUMNS;
    tile_edge(&t, rows, rest);
}

/* Rows [i0, i1) and columns [j0, j1), at most TILE_WIDEST, of c, with copies of b in `panel`. With `turned`, b is given
 * transposed, its rows g->depth long. With `group`, columns of a that lie side by side, as x^T has them, are copied
 * there, for they too would fall on the same cache lines. */
static inline __attribute__((always_inline)) void tile_chunk(const struct gemm *g, size_t i0, size_t i1, size_t j0,
                                                             size_t j1, bool turned, float *panel, float *group)
{
    const float *end = g->b + g->depth * g->ld;
    for (size_t l = 0; l < g->depth; l += TILE_DEPTH) {
        size_t depth = g->depth - l < TILE_DEPTH ? g->depth - l : TILE_DEPTH;
        for (size_t j = j0; turned && j < j1; j += TILE_COLUMNS)
            tile_turn(g->b + j * g->depth + l, end, g->depth, depth, j1 - j < TILE_COLUMNS ? j1 - j : TILE_COLUMNS,
                      panel + (j - j0) * TILE_DEPTH);
        for (size_t i = i0; i < i1; i += TILE_ROWS) {
            struct tile t = tile_of(g, i, j0, l);
            size_t at = (i - i0) % TILE_GROUP;
            t.next_from = l > 0 || g->bias ? TILE_COLUMNS : 0;
            if (group) {
                if (at == 0)
                    tile_group(t.a, g->step, depth, i1 - i, group);
                t.a = group + at;
                t.step = TILE_GROUP;
            }
            tile_across(t, i1 - i < TILE_ROWS ? i1 - i : TILE_ROWS, j1 - j0, panel, !turned && i == i0, end);
        }
    }
}

static inline size_t tile_widest(size_t j, size_t j1)
{
    return j1 - j < TILE_WIDEST ? j1 : j + TILE_WIDEST;
}

/* Rows [i0, i1) and columns [j0, j1) of c, with copies of b where there are rows enough to use them. */
static inline void tile_copied(const struct gemm *g, size_t i0, size_t i1, size_t j0, size_t j1)
{
    float panel[TILE_DEPTH * TILE_WIDEST] __attribute__((aligned(64)));
    if (i1 - i0 < TILE_ROWS) {
        tile_direct(g, i0, i1, j0, j1);
        return;
    }
    for (size_t j = j0; j < j1; j += TILE_WIDEST)
        tile_chunk(g, i0, i1, j, tile_widest(j, j1), false, panel, NULL);
}

/* The same with copies of both. */
static inline void tile_grouped(const struct gemm *g, size_t i0, size_t i1, size_t j0, size_t j1)
{
    float panel[TILE_DEPTH * TILE_WIDEST] __attribute__((aligned(64)));
    float group[TILE_DEPTH * TILE_GROUP] __attribute__((aligned(64)));
    if (i1 - i0 < TILE_ROWS) {
        tile_direct(g, i0, i1, j0, j1);
        return;
    }
    for (size_t j = j0; j < j1; j += TILE_WIDEST)
        tile_chunk(g, i0, i1, j, tile_widest(j, j1), false, panel, group);
}

/* The same for b given transposed. */
static inline void tile_turned(const struct gemm *g, size_t i0, size_t i1, size_t j0, size_t j1)
{
    float panel[TILE_DEPTH * TILE_WIDEST] __attribute__((aligned(64)));
    for (size_t j = j0; j < j1; j += TILE_WIDEST)
        tile_chunk(g, i0, i1, j, tile_widest(j, j1), true, panel, NULL);
}

#endif
