/* SPDX-License-Identifier: MIT
 * rng_tf.c - TensorFlow's Philox stream and its float32 Box-Muller.
 * Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", SC'11. */
#include "rng_tf.h"

#include <math.h>

enum {
    GROUP = 4,    /* floats that one block can yield */
    RESERVE = 256 /* blocks set aside: per group of truncated normals, and per output when a call ends */
};

static const double TWO_PI = 0x1.921fb54442d18p+2;
static const uint32_t DEFAULT_SEED = 87654321;
static const int64_t SEED_MODULUS = 2147483647;

void rng_tf_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)UINT32_C(0xD2511F53) * c0;
        uint64_t p1 = (uint64_t)UINT32_C(0xCD9E8D57) * c2;
        c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)p1;
        c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)p0;
        k0 += UINT32_C(0x9E3779B9);
        k1 += UINT32_C(0xBB67AE85);
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

/* Python's %: the result has the sign of the modulus. */
static uint64_t seed_modulo(int64_t seed)
{
    int64_t m = seed % SEED_MODULUS;
    return (uint64_t)(m < 0 ? m + SEED_MODULUS : m);
}

void rng_tf_seed(struct rng_tf *r, int64_t global, int64_t op)
{
    uint64_t seed = global == RNG_TF_NO_GLOBAL_SEED ? DEFAULT_SEED : seed_modulo(global);
    uint64_t seed2 = seed_modulo(op);
    /* To TensorFlow's kernels (0, 0) means "pick a seed", so its Python side never passes it on. */
    if (seed == 0 && seed2 == 0)
        seed2 = (uint64_t)SEED_MODULUS;
    r->key[0] = (uint32_t)seed;
    r->key[1] = (uint32_t)(seed >> 32);
    r->low = 0;
    r->seed2 = seed2;
}

/* The generator `blocks` further on, its counter taken as one 128-bit number. */
static struct rng_tf skipped(struct rng_tf r, uint64_t blocks)
{
    r.low += blocks;
    r.seed2 += r.low < blocks;
    return r;
}

static void next_block(struct rng_tf *r, uint32_t out[4])
{
    const uint32_t counter[4] = {(uint32_t)r->low, (uint32_t)(r->low >> 32), (uint32_t)r->seed2,
                                 (uint32_t)(r->seed2 >> 32)};
    rng_tf_philox(counter, r->key, out);
    *r = skipped(*r, 1);
}

/* A multiple of 2^-23 in [0, 1), from the low bits. */
static float unit_float(uint32_t word)
{
    return (float)(word & UINT32_C(0x7fffff)) * 0x1p-23f;
}

/* Two normals, the sine first. Every step is rounded to float32, as the original's are; log, sin and cos go through
 * double so that the floats do not depend on how good the C library's float versions are. */
static void box_muller(uint32_t x0, uint32_t x1, float out[2])
{
    float u = unit_float(x0);
    if (u < 1.0e-7f)
        u = 1.0e-7f;
    float angle = (float)(TWO_PI * (double)unit_float(x1));
    float radius = sqrtf(-2.0f * (float)log((double)u));
    out[0] = (float)sin((double)angle) * radius;
    out[1] = (float)cos((double)angle) * radius;
}

void rng_tf_normal(struct rng_tf *r, float *out, size_t n, float stddev)
{
    struct rng_tf stream = *r;
    for (size_t i = 0; i < n; i += GROUP) {
        uint32_t word[4];
        float f[GROUP];
        next_block(&stream, word);
        box_muller(word[0], word[1], f);
        box_muller(word[2], word[3], f + 2);
        for (size_t k = 0; k < GROUP && i + k < n; k++)
            out[i + k] = f[k] * stddev;
    }
    *r = skipped(*r, (uint64_t)n * RESERVE);
}

/* One group of accepted normals; each group has its own reserve of blocks, so rejections do not move the next one. */
static void truncated_group(struct rng_tf stream, float accepted[GROUP])
{
    uint32_t word[4];
    int count = 0;
    for (int half = 0; count < GROUP; half ^= 1) {
        float f[2];
        if (half == 0)
            next_block(&stream, word);
        box_muller(word[2 * half], word[2 * half + 1], f);
        for (int k = 0; k < 2 && count < GROUP; k++)
            if (fabsf(f[k]) < 2.0f)
                accepted[count++] = f[k];
    }
}

void rng_tf_truncated_normal(struct rng_tf *r, float *out, size_t n, float stddev)
{
    for (size_t i = 0; i < n; i += GROUP) {
        float f[GROUP];
        truncated_group(skipped(*r, i / GROUP * RESERVE), f);
        for (size_t k = 0; k < GROUP && i + k < n; k++)
            out[i + k] = f[k] * stddev;
    }
    *r = skipped(*r, (uint64_t)n * RESERVE);
}
