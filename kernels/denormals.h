/* SPDX-License-Identifier: MIT
 * denormals.h - the processor's flush mode (FTZ and DAZ), which belongs to a thread, not to the process. */
#ifndef DENORMALS_H
#define DENORMALS_H

#if defined(__SSE2__)
#include <xmmintrin.h>

enum { DENORMALS_FTZ_DAZ = 0x8040 };

/* Turns flushing on; returns what denormals_restore needs. */
static inline unsigned denormals_flush(void)
{
    unsigned old = _mm_getcsr();
    _mm_setcsr(old | DENORMALS_FTZ_DAZ);
    return old;
}

/* Puts the mode back but keeps the exception flags, as a call that never touched it would. */
static inline void denormals_restore(unsigned old)
{
    _mm_setcsr((_mm_getcsr() & ~(unsigned)DENORMALS_FTZ_DAZ) | (old & DENORMALS_FTZ_DAZ));
}
#elif defined(__aarch64__)
static inline unsigned denormals_flush(void)
{
    unsigned old = (unsigned)__builtin_aarch64_get_fpcr();
    __builtin_aarch64_set_fpcr(old | 1u << 24); /* FZ: inputs and results */
    return old;
}

static inline void denormals_restore(unsigned old)
{
    __builtin_aarch64_set_fpcr(old);
}
#else
#error "denormals_flush is not known for this processor"
#endif

#endif
