/* SPDX-License-Identifier: MIT
 * flush.c - the two bits of MXCSR. */
#include "flush.h"

#if defined(__SSE2__)
#include <immintrin.h>

enum { FTZ = 0x8000, DAZ = 0x0040 };

bool flush_available(void)
{
    return true;
}

unsigned flush_begin(void)
{
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | FTZ | DAZ);
    return before;
}

void flush_end(unsigned before)
{
    _mm_setcsr(before);
}

#else

bool flush_available(void)
{
    return false;
}

unsigned flush_begin(void)
{
    return 0;
}

void flush_end(unsigned before)
{
    (void)before;
}

#endif
