/* SPDX-License-Identifier: MIT
 * gemm_product.h - a part of c = a b + bias from tiles (gemm_tile.h): which b they read, in which order they go. Their
 * sums pause where TILE_DEPTH terms end and go on from c, which changes no bit. Stack: at most 320 KiB.
 *
 * Which of these ways is taken where is in the rows (op/matmul.c and its kin): by shape alone, as measured with AVX-512
 * and 1 MiB of second-level cache. */
#ifndef GEMM_PRODUCT_H
#define GEMM_PRODUCT_H

#include "gemm.h"
#include "gemm_tile.h"

enum {
    TILE_GRAIN = 1 << 17, /* multiply-adds: a microsecond */
    TILE_WIDEST = 256,    /* columns of c, at most, whose panels are kept */
    SWEEP_DEPTH = 2,      /* rows of b that are swept together */
};

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
