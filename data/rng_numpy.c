/* SPDX-License-Identifier: MIT
 * rng_numpy.c - MT19937 as numpy.random.RandomState drives it.
 * Matsumoto and Nishimura 1998, "Mersenne Twister", ACM TOMACS 8(1). */
#include "rng_numpy.h"

#include <assert.h>
#include <math.h>

enum { N = 624, M = 397 };

void rng_numpy_seed(struct rng_numpy *r, uint32_t seed)
{
    r->mt[0] = seed;
    for (uint32_t i = 1; i < N; i++)
        r->mt[i] = UINT32_C(1812433253) * (r->mt[i - 1] ^ (r->mt[i - 1] >> 30)) + i;
    r->position = N;
    r->has_gauss = false;
    r->gauss = 0;
}

static void twist(uint32_t mt[N])
{
    for (int i = 0; i < N; i++) {
        uint32_t y = (mt[i] & UINT32_C(0x80000000)) | (mt[(i + 1) % N] & UINT32_C(0x7fffffff));
        mt[i] = mt[(i + M) % N] ^ (y >> 1) ^ (y & 1 ? UINT32_C(0x9908b0df) : 0);
    }
}

uint32_t rng_numpy_u32(struct rng_numpy *r)
{
    if (r->position == N) {
        twist(r->mt);
        r->position = 0;
    }
    uint32_t y = r->mt[r->position++];
    y ^= y >> 11;
    y ^= (y << 7) & UINT32_C(0x9d2c5680);
    y ^= (y << 15) & UINT32_C(0xefc60000);
    return y ^ (y >> 18);
}

double rng_numpy_rand(struct rng_numpy *r)
{
    /* Two statements: C leaves the order of two calls in one expression open, and the high bits are drawn first. */
    uint32_t high = rng_numpy_u32(r) >> 5;
    uint32_t low = rng_numpy_u32(r) >> 6;
    return (high * 0x1p26 + low) / 0x1p53;
}

double rng_numpy_randn(struct rng_numpy *r)
{
    if (r->has_gauss) {
        r->has_gauss = false;
        return r->gauss;
    }
    double x1, x2, r2;
    do {
        x1 = 2 * rng_numpy_rand(r) - 1;
        x2 = 2 * rng_numpy_rand(r) - 1;
        r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 == 0);
    double f = sqrt(-2 * log(r2) / r2);
    r->gauss = f * x1;
    r->has_gauss = true;
    return f * x2;
}

uint32_t rng_numpy_interval(struct rng_numpy *r, uint32_t max)
{
    if (max == 0)
        return 0;
    uint32_t mask = max;
    for (int shift = 1; shift < 32; shift *= 2)
        mask |= mask >> shift;
    uint32_t draw;
    do
        draw = rng_numpy_u32(r) & mask;
    while (draw > max);
    return draw;
}

void rng_numpy_shuffle(struct rng_numpy *r, void *x, size_t n, size_t size)
{
    assert(n <= UINT32_MAX);
    unsigned char *row = x;
    for (size_t i = n; i-- > 1;) {
        size_t j = rng_numpy_interval(r, (uint32_t)i);
        for (size_t k = 0; k < size; k++) {
            unsigned char t = row[i * size + k];
            row[i * size + k] = row[j * size + k];
            row[j * size + k] = t;
        }
    }
}
