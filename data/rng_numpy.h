/* SPDX-License-Identifier: MIT
 * rng_numpy.h - NumPy's legacy RandomState (MT19937), bit for bit: p5_RandomState, the yogurt data, dot.csv, the iris
 * shuffle. */
#ifndef RNG_NUMPY_H
#define RNG_NUMPY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rng_numpy {
    uint32_t mt[624];
    int position;
    bool has_gauss;
    double gauss;
};

/* np.random.RandomState(seed) */
void rng_numpy_seed(struct rng_numpy *r, uint32_t seed);

/* The generator's next 32 bits. */
uint32_t rng_numpy_u32(struct rng_numpy *r);

/* rand(): uniform in [0, 1), 53 bits. */
double rng_numpy_rand(struct rng_numpy *r);

/* randn(): standard normal, by Marsaglia's polar method; the second of a pair is kept for the next call. */
double rng_numpy_randn(struct rng_numpy *r);

/* A uniform integer in [0, max], by masked rejection, as shuffle draws it. */
uint32_t rng_numpy_interval(struct rng_numpy *r, uint32_t max);

/* shuffle(x): permutes n rows of `size` bytes each, in place. */
void rng_numpy_shuffle(struct rng_numpy *r, void *x, size_t n, size_t size);

#endif
