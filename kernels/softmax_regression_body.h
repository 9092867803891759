/* SPDX-License-Identifier: MIT
 * softmax_regression_body.h - included by op/softmax_regression.c, once for each type that it computes in: REAL, EXP(x)
 * for e^x (or any multiple of it, for x <= 0), and REGRESSION(name) for what is of it. No include guard: that is the
 * point. */

struct REGRESSION(sums) {
    REAL dw[INPUTS][CLASSES][TILE_ROWS], db[CLASSES][TILE_ROWS], square[TILE_ROWS];
};

/* Rows turned into lanes, those beyond all 0; `cols` is a constant where it matters, so that it goes by vectors. */
static inline void REGRESSION(turn)(REAL (*to)[TILE_ROWS], const float *x, size_t cols, size_t rows)
{
    float copy[TILE_ROWS * INPUTS];
    if (rows < TILE_ROWS) {
        memset(copy + rows * cols, 0, (TILE_ROWS - rows) * cols * sizeof *copy);
        x = memcpy(copy, x, rows * cols * sizeof *x);
    }
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++)
        for (size_t j = 0; j < cols; j++)
            to[j][l] = x[l * cols + j];
}

/* Adds rows [i, i + rows) to the sums. */
static inline __attribute__((always_inline)) void REGRESSION(add_tile)(const struct gradus_args *a, size_t i,
                                                                       size_t rows, size_t inputs, size_t classes,
                                                                       struct REGRESSION(sums) * s)
{
    const int32_t *labels = (const int32_t *)a->p[0] + i;
    const float *w = a->p[2], *b = a->p[3];
    REAL x[INPUTS][TILE_ROWS], p[CLASSES][TILE_ROWS], largest[TILE_ROWS], sum[TILE_ROWS], inner[TILE_ROWS],
        c = (REAL)(2 / a->k[0]);
    int32_t label[TILE_ROWS];
    REGRESSION(turn)(x, (const float *)a->p[1] + i * inputs, inputs, rows);
    for (size_t l = 0; l < TILE_ROWS; l++) {
        label[l] = labels[l < rows ? l : rows - 1];
        sum[l] = inner[l] = 0;
    }
    for (size_t j = 0; j < classes; j++) {
        for (size_t l = 0; l < TILE_ROWS; l++)
            p[j][l] = 0;
        for (size_t k = 0; k < inputs; k++)
#pragma omp simd
            for (size_t l = 0; l < TILE_ROWS; l++)
                p[j][l] += x[k][l] * w[k * classes + j];
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            p[j][l] += b[j];
            largest[l] = j == 0 || p[j][l] > largest[l] ? p[j][l] : largest[l];
        }
    }
    for (size_t j = 0; j < classes; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            p[j][l] = EXP(p[j][l] - largest[l]);
            sum[l] += p[j][l];
        }
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++)
        sum[l] = 1 / sum[l];
    for (size_t j = 0; j < classes; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            p[j][l] *= sum[l];
            REAL d = p[j][l] - ((int32_t)j == label[l] ? 1 : 0);
            s->square[l] += l < rows ? d * d : 0;
            inner[l] += d * p[j][l];
        }
    for (size_t j = 0; j < classes; j++) {
        REAL dz[TILE_ROWS];
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            REAL d = p[j][l] - ((int32_t)j == label[l] ? 1 : 0);
            dz[l] = l < rows ? c * (d - inner[l]) * p[j][l] : 0;
            s->db[j][l] += dz[l];
        }
        for (size_t k = 0; k < inputs; k++)
#pragma omp simd
            for (size_t l = 0; l < TILE_ROWS; l++)
                s->dw[k][j][l] += x[k][l] * dz[l];
    }
}

static inline REAL REGRESSION(fold)(const REAL *lane)
{
    REAL half[TILE_ROWS / 2];
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS / 2; l++)
        half[l] = lane[l] + lane[l + TILE_ROWS / 2];
    return ((half[0] + half[4]) + (half[2] + half[6])) + ((half[1] + half[5]) + (half[3] + half[7]));
}

static inline __attribute__((always_inline)) void REGRESSION(step)(const struct gradus_args *a, size_t inputs,
                                                                   size_t classes)
{
    float *loss = a->p[4], *dw = a->p[5], *db = a->p[6];
    size_t m = a->dim[0];
    struct REGRESSION(sums) s;
    for (size_t j = 0; j < classes; j++)
        for (size_t l = 0; l < TILE_ROWS; l++) {
            s.square[l] = s.db[j][l] = 0;
            for (size_t k = 0; k < inputs; k++)
                s.dw[k][j][l] = 0;
        }
    for (size_t i = 0; i < m; i += TILE_ROWS)
        REGRESSION(add_tile)(a, i, m - i < TILE_ROWS ? m - i : TILE_ROWS, inputs, classes, &s);
    for (size_t j = 0; j < classes; j++) {
        db[j] = (float)REGRESSION(fold)(s.db[j]);
        for (size_t k = 0; k < inputs; k++)
            dw[k * classes + j] = (float)REGRESSION(fold)(s.dw[k][j]);
    }
    *loss = (float)(REGRESSION(fold)(s.square) / a->k[0]);
}

static void REGRESSION(run)(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    if (a->dim[1] == 4 && a->dim[2] == 3) /* the irises */
        REGRESSION(step)(a, 4, 3);
    else
        REGRESSION(step)(a, a->dim[1], a->dim[2]);
}
