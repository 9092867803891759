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
#include "fast_softmax.h"
#include "row.h"

#include <string.h>

enum {
    INPUTS = 16,
    CLASSES = TILE_COLS
}; /* at most; and 512 rows, for one thread takes them all, in a few microseconds */

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)hyper;
    (void)t;
    k[0] = (double)dim[0] * (double)dim[2];
}

#define REAL double
#define EXP(x) exact_exp_negative(x)
#define REGRESSION(name) exact_##name
#include "softmax_regression_body.h"
#undef REAL
#undef EXP
#undef REGRESSION

#define REAL float
#define EXP(x) fast_exp_negative(x)
#define REGRESSION(name) fast_##name
#include "softmax_regression_body.h"
#undef REAL
#undef EXP
#undef REGRESSION

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
    .impl = {{"exact", "m <= 512, k <= 16, n <= 16", "(24k + 8n + mn / 16 + m + 110)v", {{exact_run}}},
             {"fast", "m <= 512, k <= 16, n <= 16", "12k + 4n + mn / 16 + 60", {{fast_run}}}},
};
