/* SPDX-License-Identifier: MIT
 * rng_tf.h - TensorFlow 2's eager CPU normal and truncated_normal (Philox4x32-10, Box-Muller in float32), bit for bit.
 */
#ifndef RNG_TF_H
#define RNG_TF_H

#include <stddef.h>
#include <stdint.h>

/* One Philox4x32-10 block: 4 words from a 128-bit counter and a 64-bit key (word 0 the lowest). */
void rng_tf_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* One cached kernel of an eager program: the same distribution and seeds called again go on where the last call ended.
 */
struct rng_tf {
    uint32_t key[2];
    uint64_t low;   /* counter words 0, 1 */
    uint64_t seed2; /* counter words 2, 3 */
};

#define RNG_TF_NO_GLOBAL_SEED (-1)

/* tf.random.set_seed(global) (RNG_TF_NO_GLOBAL_SEED: never called) and an operation's seed= argument. */
void rng_tf_seed(struct rng_tf *r, int64_t global, int64_t op);

/* tf.random.normal([n], stddev=stddev): n floats. */
void rng_tf_normal(struct rng_tf *r, float *out, size_t n, float stddev);

/* tf.random.truncated_normal([n], stddev=stddev): n floats within two standard deviations. */
void rng_tf_truncated_normal(struct rng_tf *r, float *out, size_t n, float stddev);

#endif
