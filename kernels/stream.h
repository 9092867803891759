/* SPDX-License-Identifier: MIT
 * stream.h - results that go past the caches: an ordinary store first reads the line that it overwrites, a streaming
 * one does not. It pays where nobody reads the result before the caches have forgotten it. */
#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__AVX512F__) || defined(__AVX__) || defined(__SSE2__)
#include <immintrin.h>
#endif

enum { STREAM_LINE = 64 }; /* bytes that memory takes at a time */

/* Writes one line, `to` aligned to it. */
static inline void stream_line(float *to, const float *from)
{
#if defined(__AVX512F__)
    _mm512_stream_ps(to, _mm512_loadu_ps(from));
#elif defined(__AVX__)
    _mm256_stream_ps(to, _mm256_loadu_ps(from));
    _mm256_stream_ps(to + 8, _mm256_loadu_ps(from + 8));
#elif defined(__SSE2__)
    for (size_t l = 0; l < 16; l += 4)
        _mm_stream_ps(to + l, _mm_loadu_ps(from + l));
#else
    memcpy(to, from, STREAM_LINE);
#endif
}

/* Copies n floats; what fills no whole line of `to` goes the ordinary way. */
static inline void stream_copy(float *to, const float *from, size_t n)
{
    const size_t line = STREAM_LINE / sizeof *to;
    size_t before = (STREAM_LINE - (uintptr_t)to % STREAM_LINE) % STREAM_LINE / sizeof *to;
    before = before < n ? before : n;
    size_t i = before;
    for (; n - i >= line; i += line)
        stream_line(to + i, from + i);
    if (before) /* rarely: a call that copies nothing would cost as much as a line */
        memcpy(to, from, before * sizeof *to);
    if (i < n)
        memcpy(to + i, from + i, (n - i) * sizeof *to);
}

/* Must end a chunk that streamed: other threads then see the stores in order. */
static inline void stream_end(void)
{
#if defined(__SSE2__)
    _mm_sfence();
#endif
}

#endif
