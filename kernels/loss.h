/* SPDX-License-Identifier: MIT
 * loss.h - what the losses share: how their terms become parts, one for each chunk, and how the parts become the loss.
 * Sums go by lanes and chunks (sum.h). The functions handed in are inlined with the loops around them. */
#ifndef LOSS_H
#define LOSS_H

#include "gradus.h"
#include "sum.h"
#include "tile.h"

/* k[0] = m: the loss is the mean of the rows. */
static inline void loss_constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0];
}

/* Of one element, and the gradient there. */
struct loss_term {
    double loss, slope;
};
typedef struct loss_term loss_element(double y, double t, const double *k);

/* The part of the elements [lo, hi), and their gradient. Operands: y, t, loss, dy, work. */
static inline void loss_elements(const struct gradus_args *a, size_t lo, size_t hi, loss_element *term)
{
    const float *y = a->p[0], *t = a->p[1];
    float *dy = a->p[3];
    double *work = a->p[4], lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += SUM_LANES) {
        size_t lanes = hi - i < SUM_LANES ? hi - i : SUM_LANES;
#pragma omp simd
        for (size_t l = 0; l < lanes; l++) {
            struct loss_term of = term(y[i + l], t[i + l], a->k);
            lane[l] += of.loss;
            dy[i + l] = (float)of.slope;
        }
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

/* Row i: writes its gradient, returns its loss. */
typedef double loss_row(const struct gradus_args *a, size_t i);

/* The part of the rows [lo, hi); `row` (may be NULL) receives the loss of each. */
static inline void loss_rows(const struct gradus_args *a, size_t lo, size_t hi, loss_row *one_row, float *row,
                             double *work)
{
    double lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i++) {
        double loss = one_row(a, i);
        lane[(i - lo) % SUM_LANES] += loss;
        if (row)
            row[i] = (float)loss;
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

/* Rows [i, i + rows), at most TILE_ROWS of them: as loss_row, the losses into loss[]. */
typedef void loss_tile(const struct gradus_args *a, size_t i, size_t rows, double *loss);

/* As loss_rows, for short ones. */
static inline void loss_tiles(const struct gradus_args *a, size_t lo, size_t hi, loss_tile *one_tile, float *row,
                              double *work)
{
    double lane[SUM_LANES] = {0};
    for (size_t i = lo; i < hi; i += TILE_ROWS) {
        size_t rows = hi - i < TILE_ROWS ? hi - i : TILE_ROWS, first = (i - lo) % SUM_LANES;
        double loss[TILE_ROWS];
        one_tile(a, i, rows, loss);
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++)
            lane[first + l] += l < rows ? loss[l] : 0;
        for (size_t l = 0; row && l < rows; l++)
            row[i + l] = (float)loss[l];
    }
    work[lo / a->chunk] = sum_lanes(lane);
}

/* The pass that joins the parts, of a row whose operands are y, t, loss, dy, work. */
static inline void loss_mean(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[2] = (float)(sum_parts(a->p[4], a->parts) / a->k[0]);
}

/* The same for y, t, row, loss, dy, work. */
static inline void loss_mean_of_rows(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    *(float *)a->p[3] = (float)(sum_parts(a->p[5], a->parts) / a->k[0]);
}

#endif
