/* SPDX-License-Identifier: MIT
 * store.h - stores that go past the caches, where the instruction set has them; elsewhere ordinary ones. */
#ifndef STORE_H
#define STORE_H

#include "set.h"

#if defined(__SSE2__)
#include <immintrin.h>
enum { STORE_NONTEMPORAL = 1 };
#else
enum { STORE_NONTEMPORAL = 0 };
#endif

/* Which one is handed on as a function: were it a condition, a compiler might join the two stores into an ordinary
 * one. */
typedef void store_function(set_bits *to, set_bits bits);

static inline __attribute__((always_inline)) void store_plain(set_bits *to, set_bits bits)
{
    *to = bits;
}

static inline __attribute__((always_inline)) void store_past(set_bits *to, set_bits bits)
{
#if defined(__AVX512F__)
    _mm512_stream_si512((__m512i *)to, (__m512i)bits);
#elif defined(__AVX__)
    _mm256_stream_si256((__m256i *)to, (__m256i)bits);
#elif defined(__SSE2__)
    _mm_stream_si128((__m128i *)to, (__m128i)bits);
#else
    *to = bits;
#endif
}

#endif
