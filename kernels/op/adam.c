/* SPDX-License-Identifier: MIT
 * adam - one pass: w, g, m and v are read once and w, m, v written once. m and v are rounded when they are stored and w
 * follows from the stored ones. The lecture has no epsilon: v = 0 with m != 0 gives an infinite step, 0 / 0 a NaN.
 *
 * exact, in double: 1 - beta^t is -expm1(x) with x = t ln beta: nothing cancels, and the 3v of x (2v ln, 1v product)
 * cost at most 3v |x| e^x / (1 - e^x) <= 3v whatever beta and t are; with expm1's own 2v and the reciprocal, k[3] and
 * k[4] are good to 6v. The step: 6v + 2v above; below, half of (6v + 1v), root and epsilon; the quotient: 14.5v of
 * |step|, and 1v of w. As much in the reference.
 *
 * fast, in float32 (update.h): the root of 1 - beta2^t goes into the two constants, so that v' / (1 - beta2^t) cannot
 * overflow: w' = w - lr' m' / (sqrt(v') + epsilon'). m: 2.5, as sgdm; v: 3.5, as rmsprop; w: lr', root or epsilon',
 * their sum and the quotient, an ulp each, then the product and a power of two, half an ulp each: 5. */
#include "row.h"
#include "update.h"

#include <math.h>

static void constants(const double *hyper, const size_t *dim, uint64_t t, double *k)
{
    (void)dim;
    k[0] = hyper[0];
    k[1] = hyper[1];
    k[2] = hyper[2];
    k[3] = -1 / expm1((double)t * log(hyper[0]));
    k[4] = -1 / expm1((double)t * log(hyper[1]));
}

static inline float step(float w, float m, float v, double lr, double correct2, double epsilon)
{
    return (float)(w - lr * m / (sqrt(v * correct2) + epsilon));
}

static void exact(const struct gradus_args *a, size_t lo, size_t hi)
{
    float *w = a->p[0], *m = a->p[3], *v = a->p[4];
    const float *g = a->p[1];
    double beta1 = a->k[0], beta2 = a->k[1], epsilon = a->k[2], correct2 = a->k[4];
    double lr = *(const float *)a->p[2] * a->k[3];
#pragma omp simd
    for (size_t i = lo; i < hi; i++) {
        double gi = g[i];
        m[i] = (float)(beta1 * m[i] + (1 - beta1) * gi);
        v[i] = (float)(beta2 * v[i] + (1 - beta2) * (gi * gi));
        w[i] = step(w[i], m[i], v[i], lr, correct2, epsilon);
    }
}

/* Roots that are not 0 are at least 2^-74.5: with a moment below LARGE the quotient is a float, or rightly infinite. */
static const float LARGE = 0x1p53f;

/* Elements whose moments are seen before their steps are taken: short enough to stay in the first cache. */
enum { BLOCK = 128 };

struct floats {
    float lr, beta1, rest1, beta2, rest2, epsilon;
};

static inline float next_v(struct floats k, float v, float g)
{
    return k.beta2 * v + k.rest2 * update_gradient(g, v) * g;
}

static inline float fast_step(struct floats k, float w, float m, float v)
{
    return w - k.lr * (m / (sqrtf(v) + k.epsilon));
}

/* Where some moment is LARGE; only that one takes its step in double, for no bit may depend on a neighbour. */
static void large_block(const struct gradus_args *a, struct floats k, size_t lo, size_t hi)
{
    float *w = a->p[0], *v = a->p[4];
    const float *g = a->p[1], *m = a->p[3];
    double lr = *(const float *)a->p[2] * a->k[3];
    for (size_t i = lo; i < hi; i++) {
        v[i] = next_v(k, v[i], g[i]);
        w[i] = fabsf(m[i]) < LARGE ? fast_step(k, w[i], m[i], v[i]) : step(w[i], m[i], v[i], lr, a->k[4], a->k[2]);
    }
}

static void fast_blocks(const struct gradus_args *a, struct floats k, size_t lo, size_t hi)
{
    float *w = a->p[0], *m = a->p[3], *v = a->p[4];
    const float *g = a->p[1];
    for (size_t at = lo, end = lo; at < hi; at = end) {
        int large = 0;
        end = hi - at < BLOCK ? hi : at + BLOCK;
#pragma omp simd reduction(| : large)
        for (size_t i = at; i < end; i++) {
            m[i] = k.beta1 * m[i] + k.rest1 * g[i];
            large |= fabsf(m[i]) >= LARGE;
        }
        if (large) {
            large_block(a, k, at, end);
            continue;
        }
#pragma omp simd
        for (size_t i = at; i < end; i++) {
            v[i] = next_v(k, v[i], g[i]);
            w[i] = fast_step(k, w[i], m[i], v[i]);
        }
    }
}

static void fast(const struct gradus_args *a, size_t lo, size_t hi)
{
    double beta1 = a->k[0], beta2 = a->k[1], root = sqrt(a->k[4]);
    double lr = *(const float *)a->p[2] * a->k[3] / root, epsilon = a->k[2] / root;
    if (!update_fits(lr) || !update_fits(epsilon) || !update_fits(beta1) || !update_fits(1 - beta1) ||
        !update_fits(beta2) || !update_fits(1 - beta2)) {
        exact(a, lo, hi);
        return;
    }
    struct floats k = {(float)lr, (float)beta1, (float)(1 - beta1), (float)beta2, (float)(1 - beta2), (float)epsilon};
    fast_blocks(a, k, lo, hi);
}

const struct gradus_op GRADUS_ROW(adam) = {
    .name = "adam",
    .formula = "m' = beta1 m + (1 - beta1) g, v' = beta2 v + (1 - beta2) g^2, "
               "w' = w - lr m' / (1 - beta1^t) / (sqrt(v' / (1 - beta2^t)) + epsilon)",
    .cite = "F37 (I-18), p40_adam",
    .axes = "n",
    .operand = {{"w", "n", GRADUS_INOUT},
                {"g", "n"},
                {"lr", "", .lo = 0.001, .hi = 1},
                {"m", "n", GRADUS_INOUT},
                {"v", "n", GRADUS_INOUT, .lo = 0, .hi = 1}},
    .hyper = {{"beta1", 0.9}, {"beta2", 0.999}, {"epsilon", 0}},
    .constants = constants,
    .timed = true,
    .flops = "14n",
    .impl = {{"exact", NULL, "31v", {{exact, 'n', ROW_GRAIN_HEAVY}}}, {"fast", NULL, "6", {{fast, 'n', ROW_GRAIN}}}},
};
