/* SPDX-License-Identifier: MIT
 * digest.c - FNV-1a over 32-bit words, in lanes. A step is a bijection of the lane, so one changed word always shows;
 * the end stirs the lanes' high bits into their low ones (the finaliser of MurmurHash3, A. Appleby). */
#include "digest.h"

#include "gradus.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static const uint64_t BASIS = 0xcbf29ce484222325u, PRIME = 0x100000001b3u;

void digest_start(struct digest *d)
{
    d->words = 0;
    for (uint64_t i = 0; i < DIGEST_LANES; i++)
        d->lane[i] = BASIS + i;
}

static uint64_t word_at(const unsigned char *words, size_t i, bool floats)
{
    uint32_t word;
    memcpy(&word, words + i * sizeof word, sizeof word);
    return floats && (word & 0x7fffffff) > 0x7f800000 ? 0x7fc00000 : word;
}

static void add(struct digest *d, const unsigned char *words, size_t n, bool floats)
{
    size_t i = 0;
    uint64_t lane[DIGEST_LANES];
    for (; i < n && d->words % DIGEST_LANES; d->words++, i++)
        d->lane[d->words % DIGEST_LANES] = (d->lane[d->words % DIGEST_LANES] ^ word_at(words, i, floats)) * PRIME;
    memcpy(lane, d->lane, sizeof lane);
    for (; i + DIGEST_LANES <= n; d->words += DIGEST_LANES, i += DIGEST_LANES)
        for (size_t l = 0; l < DIGEST_LANES; l++)
            lane[l] = (lane[l] ^ word_at(words, i + l, floats)) * PRIME;
    memcpy(d->lane, lane, sizeof lane);
    for (; i < n; d->words++, i++)
        d->lane[d->words % DIGEST_LANES] = (d->lane[d->words % DIGEST_LANES] ^ word_at(words, i, floats)) * PRIME;
}

void digest_words(struct digest *d, const void *words, size_t n)
{
    add(d, words, n, false);
}

void digest_floats(struct digest *d, const float *x, size_t n)
{
    add(d, (const unsigned char *)x, n, true);
}

static uint64_t stir(uint64_t x)
{
    x = (x ^ x >> 33) * 0xff51afd7ed558ccdu;
    x = (x ^ x >> 33) * 0xc4ceb9fe1a85ec53u;
    return x ^ x >> 33;
}

uint64_t digest_join(uint64_t a, uint64_t b)
{
    return stir((stir(a) ^ b) * PRIME);
}

uint64_t digest_end(const struct digest *d)
{
    uint64_t value = stir(d->words);
    for (int i = 0; i < DIGEST_LANES; i++)
        value = digest_join(value, d->lane[i]);
    return value;
}

static bool add_file(struct digest *d, const char *path)
{
    uint32_t words[4096] = {0};
    size_t bytes;
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    while ((bytes = fread(words, 1, sizeof words, file)) > 0) {
        memset((char *)words + bytes, 0, sizeof words - bytes);
        digest_words(d, words, (bytes + 3) / 4);
    }
    bool read = !ferror(file);
    fclose(file);
    return read;
}

bool digest_build(uint64_t *value)
{
    struct digest d;
    Dl_info library;
    digest_start(&d);
    bool read = dladdr((const void *)gradus_ops(), &library) != 0 && add_file(&d, "/proc/self/exe") &&
                add_file(&d, library.dli_fname);
    *value = digest_end(&d);
    return read;
}
