/* SPDX-License-Identifier: MIT
 * digest.h - 64 bits that stand for many: results of two builds, or on two machines, are the same if their digests are.
 * Not a signature: nobody is expected to forge one. */
#ifndef DIGEST_H
#define DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST_LANES = 8 };

struct digest {
    uint64_t
        lane[DIGEST_LANES]; /* word i goes to lane i mod 8: eight products at a time instead of one after another */
    uint64_t words;
};

void digest_start(struct digest *d);

/* Adds n words as they are, or n floats with every NaN taken for the same: its sign and payload are the processor's
 * choice. One call or several make no difference. */
void digest_words(struct digest *d, const void *words, size_t n);
void digest_floats(struct digest *d, const float *x, size_t n);

uint64_t digest_end(const struct digest *d);

/* The digest of two, in this order. */
uint64_t digest_join(uint64_t a, uint64_t b);

/* The digest of the running program and of the library it runs with; false where they cannot be read. */
bool digest_build(uint64_t *value);

#endif
