/* SPDX-License-Identifier: MIT
 * softmax_regression - the whole of the lecture's iris step but the update: one dense layer, softmax, the mean squared
 * error against one-hot labels and the gradient of weights and bias, in one sweep over the rows, TILE_ROWS at a time
 * and one lane for each. Nothing between the rows' inputs and the sums goes through memory of the caller's, or is
 * rounded. With c = 2 / (m n): dz_j = c (p_j - t_j - sum_i (p_i - t_i) p_i) p_j, dw = x^T dz, db = sum_m dz.
 *
 * Errors: S the largest sum_k |x w| + |b| of a row. Its logits are good to k v S, a difference of two to 2 (k + 1)v S,
 * p to (4 k + n + 16)v of s = p (1 + S); p - t to 1v more of d = s + |t|. A square to (8 k + 2 n + 35)v of |p - t| d,
 * the loss to (n + m n / 16 + 7)v more with the adding; the inner sum to (8 k + 3 n + 34)v of sum d s, dz to (12 k + 4
 * n + 54)v, dw to (m / 16 + 6)v more. The reference, which adds in order, as much and m v. */
#include "row.h"
#include "tile.h"

enum { INPUTS = 16, CLASSES = TILE_COLS }; /* at most */

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0] * (double)dim[2];
}

struct sums {
    double dw[INPUTS][CLASSES][TILE_ROWS], db[CLASSES][TILE_ROWS], square[TILE_ROWS];
};

/* Rows turned into lanes, those beyond all 0; `cols` is a constant where it matters, so that it goes by vectors. */
static inline void turn(double (*to)[TILE_ROWS], const float *x, size_t cols, size_t rows)
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
static inline __attribute__((always_inline)) void add_tile(const struct gradus_args *a, size_t i, size_t rows,
                                                           size_t inputs, size_t classes, struct sums *s)
{
    const int32_t *labels = (const int32_t *)a->p[0] + i;
    const float *w = a->p[2], *b = a->p[3];
    double x[INPUTS][TILE_ROWS], p[CLASSES][TILE_ROWS], largest[TILE_ROWS], sum[TILE_ROWS], inner[TILE_ROWS],
        c = 2 / a->k[0];
    int32_t label[TILE_ROWS];
    turn(x, (const float *)a->p[1] + i * inputs, inputs, rows);
    for (size_t l = 0; l < TILE_ROWS; l++)
        label[l] = labels[l < rows ? l : rows - 1];
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
            p[j][l] = exact_exp_negative(p[j][l] - largest[l]);
            sum[l] = j == 0 ? p[j][l] : sum[l] + p[j][l];
        }
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS; l++) {
        sum[l] = 1 / sum[l];
        inner[l] = 0;
    }
    for (size_t j = 0; j < classes; j++)
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            p[j][l] *= sum[l];
            double d = p[j][l] - ((int32_t)j == label[l] ? 1 : 0);
            s->square[l] += l < rows ? d * d : 0;
            inner[l] += d * p[j][l];
        }
    for (size_t j = 0; j < classes; j++) {
        double dz[TILE_ROWS];
#pragma omp simd
        for (size_t l = 0; l < TILE_ROWS; l++) {
            double d = p[j][l] - ((int32_t)j == label[l] ? 1 : 0);
            dz[l] = l < rows ? c * (d - inner[l]) * p[j][l] : 0;
            s->db[j][l] += dz[l];
        }
        for (size_t k = 0; k < inputs; k++)
#pragma omp simd
            for (size_t l = 0; l < TILE_ROWS; l++)
                s->dw[k][j][l] += x[k][l] * dz[l];
    }
}

static inline double fold(const double *lane)
{
    double half[TILE_ROWS / 2];
#pragma omp simd
    for (size_t l = 0; l < TILE_ROWS / 2; l++)
        half[l] = lane[l] + lane[l + TILE_ROWS / 2];
    return ((half[0] + half[4]) + (half[2] + half[6])) + ((half[1] + half[5]) + (half[3] + half[7]));
}

static inline __attribute__((always_inline)) void step(const struct gradus_args *a, size_t inputs, size_t classes)
{
    float *loss = a->p[4], *dw = a->p[5], *db = a->p[6];
    size_t m = a->dim[0];
    struct sums s;
    for (size_t j = 0; j < classes; j++)
        for (size_t l = 0; l < TILE_ROWS; l++) {
            s.square[l] = s.db[j][l] = 0;
            for (size_t k = 0; k < inputs; k++)
                s.dw[k][j][l] = 0;
        }
    for (size_t i = 0; i < m; i += TILE_ROWS)
        add_tile(a, i, m - i < TILE_ROWS ? m - i : TILE_ROWS, inputs, classes, &s);
    for (size_t j = 0; j < classes; j++) {
        db[j] = (float)fold(s.db[j]);
        for (size_t k = 0; k < inputs; k++)
            dw[k * classes + j] = (float)fold(s.dw[k][j]);
    }
    *loss = (float)(fold(s.square) / a->k[0]);
}

static void run(const struct gradus_args *a, size_t lo, size_t hi)
{
    (void)lo;
    (void)hi;
    if (a->dim[1] == 4 && a->dim[2] == 3) /* the irises */
        step(a, 4, 3);
    else
        step(a, a->dim[1], a->dim[2]);
}

const struct gradus_op GRADUS_ROW(softmax_regression) = {
    .name = "softmax_regression",
    .formula = "p = softmax(x w + b), t = onehot(label), loss = sum (p - t)^2 / (m n), dw, db: its gradients",
    .cite = "F38, p45_iris",
    .axes = "mkn",
    .operand = {{"label", "m", .below = 'n'},
                {"x", "mk"},
                {"w", "kn"},
                {"b", "n"},
                {"loss", "", GRADUS_OUT},
                {"dw", "kn", GRADUS_OUT},
                {"db", "n", GRADUS_OUT}},
    .constants = constants,
    .flops = "4mkn + 17mn",
    .fuses = {&GRADUS_ROW(one_hot), &GRADUS_ROW(dense), &GRADUS_ROW(softmax_mse), &GRADUS_ROW(dense_dw)},
    .impl = {{"exact", "m <= 512, k <= 16, n <= 16", "(24k + 8n + mn / 16 + m + 110)v", {{run}}}},
};
